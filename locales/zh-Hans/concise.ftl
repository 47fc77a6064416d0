### Descriptions of status codes.
###
### Locale: zh-Hans
### Phrasing: concise (short, as an API answers)
### Source: vendor documentation, 002_33670f6b8678b84b.txt.
### Quoted: every text, character for character. Do not edit them, not even the stops.
### Own: none.

## 2xx: successful

# The source has no full stop.
status-200 = 任务提交成功

# The source has no full stop.
status-201 = 创建成功

## 4xx: client errors

status-400 = 请求参数错误。

# The source's word can also mean a check of permission. 401 (RFC 9110 §15.5.2) is about who
# the reader is; messages.ftl says so.
status-401 = 鉴权失败。

status-403 = 没有权限对资源访问。

status-404 = 请求的资源不存在。

## 5xx: server errors

status-500 = 请求未完成。服务异常。

status-501 = 请求未完成。服务器不支持所请求的功能。

status-502 = 请求未完成。服务器从上游服务器收到一个无效的响应。

status-503 = 请求未完成。系统暂时异常。

status-504 = 网关超时。
