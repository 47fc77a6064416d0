### Descriptions of status codes.
###
### Locale: zh-Hans
### Phrasing: common (as a REST API reference puts it)
### Source: none in this language. The texts say what the vendor documentation says in
###   003_de9fc31f9ffa1d7f.txt.
### Quoted: none.
### Own: every text is this project's own.

## 2xx: successful

status-200 = GET 和 PUT 操作成功时，返回此状态码。

status-201 = POST 操作成功时，返回此状态码。

status-204 = DELETE 操作成功时，返回此状态码。

## 4xx: client errors

# Says what the source leaves open: 400 (RFC 9110 §15.5.1) is about a faulty request.
status-400 = 请求有误，服务器未能处理。

status-401 = 必须输入用户名和密码，才能访问所请求的页面。

status-403 = 禁止访问所请求的页面。

status-404 = 服务器未能找到所请求的页面。

# Not a missing permission: 405 (RFC 9110 §15.5.6) means that the resource offers this method
# to nobody.
status-405 = 该资源不允许使用请求中指定的方法。

status-406 = 客户端无法接受服务器生成的响应。

# The proxy itself asks the client to sign in: 407 (RFC 9110 §15.5.8). The source can be read
# otherwise.
status-407 = 必须先通过代理服务器的身份验证，请求才能得到处理。

status-408 = 请求超时。

status-409 = 由于存在冲突，请求未能得到处理。

## 5xx: server errors

status-500 = 由于服务内部出错，请求未能完成。

status-501 = 由于服务器不支持所请求的功能，请求未能完成。

# The source blames an invalid request. 502 (RFC 9110 §15.6.3) means that an upstream server
# sent an invalid response, so that is what this text says.
status-502 = 由于上游服务器的响应无效，请求未能完成。

status-503 = 由于服务不可用，请求未能完成。

status-504 = 发生网关超时错误。
