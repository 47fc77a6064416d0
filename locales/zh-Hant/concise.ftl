### Descriptions of status codes.
###
### Locale: zh-Hant
### Phrasing: concise (short, as an API answers)
### Source: none in this language. The texts say what the vendor documentation says in
###   000_cc72f66279ec3af6.txt (in English) and 002_33670f6b8678b84b.txt (in Chinese).
### Quoted: none.
### Own: every text is this project's own.

## 2xx: successful

status-200 = 任務已成功提交。

status-201 = 資源建立成功。

## 4xx: client errors

status-400 = 請求參數錯誤。

status-401 = 身分驗證失敗。

status-403 = 沒有權限存取所請求的資源。

status-404 = 所請求的資源不存在。

## 5xx: server errors

status-500 = 請求未完成。伺服器發生異常。

status-501 = 請求未完成。伺服器不支援所請求的功能。

status-502 = 請求未完成。伺服器從上游伺服器收到無效的回應。

status-503 = 請求未完成。系統暫時異常。

status-504 = 閘道逾時。
