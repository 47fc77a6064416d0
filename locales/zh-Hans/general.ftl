### Descriptions of status codes.
###
### Locale: zh-Hans
### Phrasing: general (what happened in a service or to a task)
### Source: none in this language. The texts say what the vendor documentation says in
###   004_dcf5ec104561398f.txt and 001_16889abb37167f0a.txt.
### Quoted: none.
### Own: every text is this project's own.

## 2xx: successful

# Two wordings, as in the English file: the default for a request, [task] for a task.
#   $operation (String) - what succeeded: "task" for a delivered task; otherwise leave it out
status-200 = { $operation ->
    [task] 任务已成功下发。
   *[request] 请求成功。
}

status-202 = 任务已成功下发，但系统繁忙，将延后执行。

# Adds what 204 (RFC 9110 §15.3.5) itself says, and the source does not: nothing is returned.
status-204 = 任务已成功下发，没有返回内容。

## 3xx: redirection

status-300 = 所请求的资源有多个可用的响应。

## 4xx: client errors

# Says what the source leaves open: 400 (RFC 9110 §15.5.1) is about a faulty request.
status-400 = 请求有误，服务器未能处理。

status-401 = 需要输入用户名和密码，才能访问所请求的页面。

status-403 = 禁止访问所请求的页面。

status-404 = 服务器找不到所请求的页面。

# Not a missing permission: 405 (RFC 9110 §15.5.6) means that the resource offers this method
# to nobody.
status-405 = 该资源不允许使用请求中指定的方法。

status-406 = 客户端无法接受服务器生成的响应。

# The proxy itself asks the client to sign in: 407 (RFC 9110 §15.5.8). The source can be read
# otherwise.
status-407 = 需要先通过代理服务器的身份验证，请求才能得到处理。

status-408 = 请求超时。

status-409 = 由于存在冲突，请求无法处理。

## 5xx: server errors

status-500 = 由于服务内部出错，请求未能完成。服务出现异常。

# Leaves out the internal service error of the source, which is what 500 means.
# 501 (RFC 9110 §15.6.2) is no internal error: the function does not exist.
status-501 = 请求未能完成。服务器不支持所请求的功能。

# The source blames an invalid request. 502 (RFC 9110 §15.6.3) means that an upstream server
# sent an invalid response, so that is what this text says.
status-502 = 请求未能完成。服务器从上游服务器收到无效的响应。

# Leaves out the internal service error of the source, which is what 500 means.
# 503 (RFC 9110 §15.6.4) is no internal error: it means overload or maintenance.
status-503 = 请求未能完成。系统当前不可用。

status-504 = 发生网关超时错误。
