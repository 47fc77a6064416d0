### Descriptions of status codes.
###
### Locale: zh-Hant
### Phrasing: general (what happened in a service or to a task)
### Source: none in this language. The texts say what the vendor documentation says in
###   004_dcf5ec104561398f.txt and 001_16889abb37167f0a.txt.
### Quoted: none.
### Own: every text is this project's own.

## 2xx: successful

# Two wordings, as in the English file: the default for a request, [task] for a task.
#   $operation (String) - what succeeded: "task" for a delivered task; otherwise leave it out
status-200 = { $operation ->
    [task] 任務已成功派送。
   *[request] 請求成功。
}

status-202 = 任務已成功派送，但系統忙碌，將延後執行。

# Adds what 204 (RFC 9110 §15.3.5) itself says, and the source does not: nothing is returned.
status-204 = 任務已成功派送，沒有傳回內容。

## 3xx: redirection

status-300 = 所請求的資源有多個可用的回應。

## 4xx: client errors

# Says what the source leaves open: 400 (RFC 9110 §15.5.1) is about a faulty request.
status-400 = 請求有誤，伺服器未能處理。

status-401 = 需要輸入使用者名稱和密碼，才能存取所請求的頁面。

status-403 = 禁止存取所請求的頁面。

status-404 = 伺服器找不到所請求的頁面。

# Not a missing permission: 405 (RFC 9110 §15.5.6) means that the resource offers this method
# to nobody.
status-405 = 該資源不允許使用請求中指定的方法。

status-406 = 用戶端無法接受伺服器產生的回應。

# The proxy itself asks the client to sign in: 407 (RFC 9110 §15.5.8). The source can be read
# otherwise.
status-407 = 需要先通過代理伺服器的身分驗證，才能處理請求。

status-408 = 請求逾時。

status-409 = 由於發生衝突，無法處理請求。

## 5xx: server errors

status-500 = 由於服務內部發生錯誤，請求未能完成。服務發生異常。

# Leaves out the internal service error of the source, which is what 500 means.
# 501 (RFC 9110 §15.6.2) is no internal error: the function does not exist.
status-501 = 請求未能完成。伺服器不支援所請求的功能。

# The source blames an invalid request. 502 (RFC 9110 §15.6.3) means that an upstream server
# sent an invalid response, so that is what this text says.
status-502 = 請求未能完成。伺服器從上游伺服器收到無效的回應。

# Leaves out the internal service error of the source, which is what 500 means.
# 503 (RFC 9110 §15.6.4) is no internal error: it means overload or maintenance.
status-503 = 請求未能完成。系統目前無法使用。

status-504 = 發生閘道逾時錯誤。
