### Descriptions of status codes.
###
### Locale: zh-Hant
### Phrasing: common (as a REST API reference puts it)
### Source: none in this language. The texts say what the vendor documentation says in
###   003_de9fc31f9ffa1d7f.txt.
### Quoted: none.
### Own: every text is this project's own.

## 2xx: successful

status-200 = GET 和 PUT 操作成功時，傳回此狀態碼。

status-201 = POST 操作成功時，傳回此狀態碼。

status-204 = DELETE 操作成功時，傳回此狀態碼。

## 4xx: client errors

# Says what the source leaves open: 400 (RFC 9110 §15.5.1) is about a faulty request.
status-400 = 請求有誤，伺服器未能處理。

status-401 = 必須輸入使用者名稱和密碼，才能存取所請求的頁面。

status-403 = 禁止存取所請求的頁面。

status-404 = 伺服器未能找到所請求的頁面。

# Not a missing permission: 405 (RFC 9110 §15.5.6) means that the resource offers this method
# to nobody.
status-405 = 該資源不允許使用請求中指定的方法。

status-406 = 用戶端無法接受伺服器產生的回應。

# The proxy itself asks the client to sign in: 407 (RFC 9110 §15.5.8). The source can be read
# otherwise.
status-407 = 必須先通過代理伺服器的身分驗證，才能處理請求。

status-408 = 請求逾時。

status-409 = 由於發生衝突，未能處理請求。

## 5xx: server errors

status-500 = 由於服務內部發生錯誤，請求未能完成。

status-501 = 由於伺服器不支援所請求的功能，請求未能完成。

# The source blames an invalid request. 502 (RFC 9110 §15.6.3) means that an upstream server
# sent an invalid response, so that is what this text says.
status-502 = 由於上游伺服器的回應無效，請求未能完成。

status-503 = 由於服務無法使用，請求未能完成。

status-504 = 發生閘道逾時錯誤。
