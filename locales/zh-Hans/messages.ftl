### Reason phrases, descriptions and advice for every registered status code.
###
### Locale: zh-Hans
### Phrasing: plain (plain language for people who have never heard of HTTP)
### Source: the codes are those of the IANA HTTP Status Code Registry; the meanings are those
###   of the document named above each message.
### Quoted: none.
### Own: every text is this project's own.
###
### The value is the description: what happened. .reason is the short name of the code,
### .advice what the reader can do now. Where .advice needs a fact, .advice-fallback says it
### for when the fact is not known.

## 1xx: informational

# RFC 9110 §15.2.1
status-100 = 前面的内容已收到，可以继续发送其余部分。
    .reason = 继续

# RFC 9110 §15.2.2
status-101 = 网站正按浏览器的要求，改用另一种方式传输数据。
    .reason = 切换协议

# RFC 2518 §10.1
status-102 = 内容已全部收到，仍在处理。
    .reason = 处理中

# RFC 8297
status-103 = 页面还在准备，浏览器可以先加载可能用到的内容。
    .reason = 早期提示

# draft-ietf-httpbis-resumable-upload
# A temporary registration.
status-104 = 如果上传中断，可以从中断处继续。
    .reason = 支持断点续传

## 2xx: successful

# RFC 9110 §15.3.1
status-200 = 操作成功。
    .reason = 成功

# RFC 9110 §15.3.2
status-201 = 新内容已创建。
    .reason = 已创建

# RFC 9110 §15.3.3
status-202 = 提交的内容已受理，但还没有处理完。
    .reason = 已受理
    .advice = 请稍后再来查看结果。

# RFC 9110 §15.3.4
status-203 = 操作成功，但看到的内容在传输过程中经过了改动。
    .reason = 非权威信息

# RFC 9110 §15.3.5
status-204 = 操作成功，没有需要显示的内容。
    .reason = 无内容

# RFC 9110 §15.3.6
status-205 = 操作成功，可以清空表单，填写下一份。
    .reason = 重置内容

# RFC 9110 §15.3.7
status-206 = 只发送了文件中需要的那一部分。
    .reason = 部分内容

# RFC 4918 §11.1
status-207 = 一次处理了多个项目，每个项目都有单独的结果。
    .reason = 多状态
    .advice = 请逐一查看结果，其中可能有失败的项目。

# RFC 5842 §7.1
status-208 = 这些项目已在同一份结果的前面列出，不再重复。
    .reason = 此前已列出

# RFC 3229 §10.4.1
# IM stands for instance manipulation, such as sending only what differs from an older copy.
status-226 = 页面经过处理后才发送，例如只发送有变化的部分。
    .reason = 经过处理的内容

## 3xx: redirection

# RFC 9110 §15.4.1
status-300 = 这个页面有多个版本，例如不同的语言。
    .reason = 多种选择
    .advice = 请选择需要的版本。

# RFC 9110 §15.4.2
status-301 = 这个页面已永久移到新网址。
    .reason = 永久移动
    .advice = 如果收藏过这个页面，请改存新网址。

# RFC 9110 §15.4.3
# The phrase is a historical one; the code means that the page is elsewhere for now.
status-302 = 这个页面暂时移到了另一个网址。
    .reason = 临时移动

# RFC 9110 §15.4.4
status-303 = 结果在另一个页面上。
    .reason = 查看其他位置

# RFC 9110 §15.4.5
status-304 = 自浏览器上次保存以来，这个页面没有变化，因此使用已保存的副本。
    .reason = 未修改

# RFC 9110 §15.4.6
# Deprecated.
status-305 = 这个页面需要通过代理服务器打开。这个状态码已经过时。
    .reason = 使用代理
    .advice = 如果页面打不开，请联系网站管理员。

# RFC 9110 §15.4.7
# Unused: defined once, now reserved.
status-306 = 这个状态码已经停用，目前没有含义。
    .reason = （未使用）

# RFC 9110 §15.4.8
status-307 = 这个页面暂时移到了另一个网址，提交的内容会原样转过去。
    .reason = 临时重定向

# RFC 9110 §15.4.9
status-308 = 这个页面已永久移到新网址，提交的内容会原样转过去。
    .reason = 永久重定向
    .advice = 如果收藏过这个页面，请改存新网址。

## 4xx: client errors

# RFC 9110 §15.5.1
status-400 = 网站无法理解收到的内容。
    .reason = 请求有误
    .advice = 请检查网址和填写的内容，然后重试。

# RFC 9110 §15.5.2
# About who the reader is, not about what the reader may do (403).
status-401 = 需要登录才能打开这个页面。
    .reason = 需要身份验证
    .advice = 请登录后重试。如果登录失败，可检查账号和密码是否正确。

# RFC 9110 §15.5.3
status-402 = 需要先付款才能继续。
    .reason = 需要付款
    .advice = 请检查付款信息，或联系网站管理员。

# RFC 9110 §15.5.4
# About what the reader may do, not about who the reader is (401).
status-403 = 没有权限打开这个页面。
    .reason = 禁止访问
    .advice = 请换一个账号登录，或向网站管理员申请权限。

# RFC 9110 §15.5.5
status-404 = 网站上没有这个页面。
    .reason = 未找到
    .advice = 请检查网址是否有误，或从首页开始查找。

# RFC 9110 §15.5.6
#   $methods (String) - the methods that the page accepts, such as "GET, POST"
status-405 = 这个页面不能以这种方式使用。
    .reason = 不允许的方法
    .advice = 这个页面只接受以下方法：{ $methods }。
    .advice-fallback = 请返回上一页，重新操作。

# RFC 9110 §15.5.7
status-406 = 这个页面没有浏览器能接受的格式或语言。
    .reason = 没有可接受的内容
    .advice = 请检查浏览器的语言设置，或换用其他浏览器。

# RFC 9110 §15.5.8
status-407 = 需要先登录代理服务器，才能继续上网。
    .reason = 需要代理身份验证
    .advice = 请登录代理服务器，或联系网络管理员。

# RFC 9110 §15.5.9
status-408 = 浏览器发送的内容没有及时送达。
    .reason = 请求超时
    .advice = 请检查网络连接，然后重试。

# RFC 9110 §15.5.10
status-409 = 提交的内容与网站上现有的内容冲突，例如已有较新的版本。
    .reason = 冲突
    .advice = 请先备份自己的内容，刷新页面后重试。

# RFC 9110 §15.5.11
status-410 = 这个页面已永久移除。
    .reason = 已永久移除
    .advice = 请从首页开始查找，并删除收藏的旧网址。

# RFC 9110 §15.5.12
status-411 = 网站需要事先知道内容的大小，但没有收到这项信息。
    .reason = 需要指定长度
    .advice = 请重试，或换用其他浏览器或应用。

# RFC 9110 §15.5.13
status-412 = 这次操作的前提条件未满足，通常是因为页面打开后又有了变化。
    .reason = 未满足前提条件
    .advice = 请刷新页面，然后重试。

# RFC 9110 §15.5.14
#   $limit (String) - the largest size that is accepted, with its unit, such as "10 MB"
status-413 = 提交的内容太大，网站无法接受。
    .reason = 内容过大
    .advice = 请换用较小的文件或减少内容，上限为 { $limit }。
    .advice-fallback = 请换用较小的文件，或减少内容。

# RFC 9110 §15.5.15
status-414 = 网址太长，网站无法处理。
    .reason = 网址过长
    .advice = 请缩短网址，或从首页重新进入。

# RFC 9110 §15.5.16
status-415 = 网站不接受这种格式的内容。
    .reason = 不支持的媒体类型
    .advice = 请换用其他格式的文件，然后重试。

# RFC 9110 §15.5.17
status-416 = 无法提供文件中要获取的那一部分。
    .reason = 无法提供请求的范围
    .advice = 请重新下载整个文件。

# RFC 9110 §15.5.18
status-417 = 浏览器或应用提出了网站无法满足的要求。
    .reason = 无法满足预期
    .advice = 请换用其他浏览器或应用，或联系网站管理员。

# RFC 9110 §15.5.19
# Unused: reserved, because software already sends it in many senses.
status-418 = 这个状态码没有正式的含义，无法得知网站返回它的原因。
    .reason = （未使用）
    .advice = 请稍后重试。如果问题一直存在，可联系网站管理员。

# RFC 9110 §15.5.20
status-421 = 浏览器连到的服务器不处理这个网址。
    .reason = 请求目标错误
    .advice = 请刷新页面，或关闭浏览器后重新打开。

# RFC 9110 §15.5.21
status-422 = 提交的内容可以读取，但其中有不符合要求的地方。
    .reason = 无法处理的内容
    .advice = 请检查填写的内容，然后重试。

# RFC 4918 §11.3
status-423 = 内容已锁定，暂时无法更改，可能有人正在使用。
    .reason = 已锁定
    .advice = 请稍后重试，或联系锁定内容的人。

# RFC 4918 §11.4
status-424 = 由于所依赖的另一项操作失败，这项操作没有执行。
    .reason = 所依赖的操作失败
    .advice = 请先解决失败的那项操作，然后重试。

# RFC 8470 §5.2
status-425 = 安全连接还没有完全建立，内容就已送达，因此网站没有处理。
    .reason = 请求过早
    .advice = 请稍等片刻，然后重试。

# RFC 9110 §15.5.22
status-426 = 网站要求改用另一种连接方式，通常是较新的版本。
    .reason = 需要升级协议
    .advice = 请更新浏览器或应用，然后重试。

# RFC 6585 §3
status-428 = 为避免覆盖他人的修改，网站需要知道改的是哪个版本。
    .reason = 需要前提条件
    .advice = 请刷新页面，然后重新修改。

# RFC 6585 §4
#   $seconds (Number) - how long to wait, in whole seconds
status-429 = 短时间内操作次数过多。
    .reason = 请求过于频繁
    .advice = 请等待 { $seconds } 秒后重试。
    .advice-fallback = 请等几分钟再重试。

# RFC 6585 §5
status-431 = 浏览器附带的数据太多，通常是因为保存了太多 Cookie。
    .reason = 请求标头字段过大
    .advice = 请清除这个网站的 Cookie，然后刷新页面。

# RFC 7725 §3
status-451 = 因法律原因，无法显示这个页面。
    .reason = 因法律原因无法提供
    .advice = 如需详情，请联系网站管理员。

## 5xx: server errors

# RFC 9110 §15.6.1
status-500 = 网站出现意外问题，未能完成操作。
    .reason = 服务器内部错误
    .advice = 请稍后重试。如果问题一直存在，可联系网站管理员。

# RFC 9110 §15.6.2
status-501 = 网站不支持这次操作所需的功能。
    .reason = 功能未实现
    .advice = 请返回上一页，换一种方式操作，或联系网站管理员。

# RFC 9110 §15.6.3
status-502 = 网站所依赖的另一个系统返回了无效的内容。
    .reason = 网关错误
    .advice = 请过几分钟再刷新页面。如果问题一直存在，可联系网站管理员。

# RFC 9110 §15.6.4
#   $seconds (Number) - how long to wait, in whole seconds
status-503 = 网站太忙或正在维护，暂时无法使用。
    .reason = 服务不可用
    .advice = 请在 { $seconds } 秒后重试。
    .advice-fallback = 请几分钟后重试。

# RFC 9110 §15.6.5
status-504 = 网站所依赖的另一个系统迟迟没有回应。
    .reason = 网关超时
    .advice = 请过几分钟再刷新页面。如果问题一直存在，可联系网站管理员。

# RFC 9110 §15.6.6
status-505 = 网站不支持浏览器或应用的通信方式（HTTP 版本）。
    .reason = 不支持的 HTTP 版本
    .advice = 请更新浏览器或应用，然后重试。

# RFC 2295 §8.1
status-506 = 网站设置有误：选定页面版本后，又要求重新选择。
    .reason = 所选版本仍需协商
    .advice = 请联系网站管理员修复。

# RFC 4918 §11.5
status-507 = 网站的存储空间不足，无法保存内容。
    .reason = 存储空间不足
    .advice = 请删除网站上不再需要的文件，或联系网站管理员。

# RFC 5842 §7.2
status-508 = 操作不断绕回起点，网站已停止处理。
    .reason = 检测到循环
    .advice = 请联系网站管理员修复。

# RFC 2774 §7
# Obsolete. The request has to say that it uses an extension, and it does not.
status-510 = 网站需要浏览器或应用提供更多信息，才能继续。
    .reason = 需要扩展请求
    .advice = 请换用其他浏览器或应用，或联系网站管理员。

# RFC 6585 §6
status-511 = 当前使用的网络（例如公共 Wi-Fi）需要先登录。
    .reason = 需要网络身份验证
    .advice = 请打开网络的登录页面，登录后刷新本页。

## Classes: for a code that nobody registered

# RFC 9110 §15.2
status-1xx = 正在处理，还没有最终结果。
    .reason = 信息响应

# RFC 9110 §15.3
status-2xx = 网站已收到并接受所发送的内容。
    .reason = 成功响应

# RFC 9110 §15.4
status-3xx = 还需要一步才能打开页面。
    .reason = 重定向

# RFC 9110 §15.5
status-4xx = 网站无法接受收到的内容。
    .reason = 客户端错误
    .advice = 请检查网址和填写的内容，然后重试。

# RFC 9110 §15.6
status-5xx = 网站未能完成操作，问题出在网站一方。
    .reason = 服务器错误
    .advice = 请稍后重试。如果问题一直存在，可联系网站管理员。

## Everything else

# RFC 9110 §15
# For codes from 600 to 999, which belong to no class.
status-unknown = 网站返回了含义不明的状态码。
    .reason = 未知状态
    .advice = 请稍后重试。如果问题一直存在，可联系网站管理员。

## Pages: the words around a message

# The name of this language, in this language, for the list of languages on a page.
language-name = 简体中文

# The text of the link to the start of the site.
page-home = 首页

# The text of the link to the people who run the site.
page-contact = 联系网站管理员

# Stands before the id of the request, which helps those people to find out what happened.
page-request-id = 请求编号

# What the list of languages is for. Said aloud by screen readers.
page-languages = 本页的其他语言版本
