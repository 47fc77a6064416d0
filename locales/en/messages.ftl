### Reason phrases, descriptions and advice for every registered status code.
###
### Locale: en
### Phrasing: plain (plain language for people who have never heard of HTTP)
### Source: the reason phrases are those of the IANA HTTP Status Code Registry; the meanings
###   are those of the document named above each message.
### Quoted: the reason phrases of the registered codes, character for character. Do not edit them.
### Own: every description, all advice, and the reasons of the classes and of unknown codes.
###
### The value is the description: what happened. .reason is the short name of the code,
### .advice what the reader can do now. Where .advice needs a fact, .advice-fallback says it
### for when the fact is not known.

## 1xx: informational

# RFC 9110 §15.2.1
status-100 = The first part has arrived, and the rest can follow.
    .reason = Continue

# RFC 9110 §15.2.2
status-101 = This site is switching to another way of exchanging data, as your browser asked.
    .reason = Switching Protocols

# RFC 2518 §10.1
status-102 = Everything has arrived, and the work on it is still going on.
    .reason = Processing

# RFC 8297
status-103 = The page is still being prepared, but your browser can already load what it will probably need.
    .reason = Early Hints

# draft-ietf-httpbis-resumable-upload
# A temporary registration.
status-104 = If this upload is interrupted, it can continue from where it stopped.
    .reason = Upload Resumption Supported

## 2xx: successful

# RFC 9110 §15.3.1
status-200 = Everything worked as it should.
    .reason = OK

# RFC 9110 §15.3.2
status-201 = What you asked for has been created.
    .reason = Created

# RFC 9110 §15.3.3
status-202 = What you sent was accepted, but the work on it isn't finished yet.
    .reason = Accepted
    .advice = Come back later to see the result.

# RFC 9110 §15.3.4
status-203 = It worked, but what you see was changed on its way from this site to you.
    .reason = Non-Authoritative Information

# RFC 9110 §15.3.5
status-204 = It worked, and there is nothing more to show.
    .reason = No Content

# RFC 9110 §15.3.6
status-205 = It worked, and the form can be cleared for the next entry.
    .reason = Reset Content

# RFC 9110 §15.3.7
status-206 = Only the part of the file that was asked for has been sent.
    .reason = Partial Content

# RFC 4918 §11.1
status-207 = Several things were handled together, and each has its own result.
    .reason = Multi-Status
    .advice = Look at each result, because some may have failed.

# RFC 5842 §7.1
status-208 = These items were already listed earlier in the same answer, so they aren't repeated.
    .reason = Already Reported

# RFC 3229 §10.4.1
# IM stands for instance manipulation, such as sending only what differs from an older copy.
status-226 = The page was sent in an adapted form, for example only the parts that have changed.
    .reason = IM Used

## 3xx: redirection

# RFC 9110 §15.4.1
status-300 = There is more than one version of this page, for example in different languages.
    .reason = Multiple Choices
    .advice = Choose the version you want.

# RFC 9110 §15.4.2
status-301 = This page has moved to a new address for good.
    .reason = Moved Permanently
    .advice = If you bookmarked the page, save the new address.

# RFC 9110 §15.4.3
# The phrase is a historical one; the code means that the page is elsewhere for now.
status-302 = This page is at another address for now.
    .reason = Found

# RFC 9110 §15.4.4
status-303 = The result is on another page.
    .reason = See Other

# RFC 9110 §15.4.5
status-304 = This page hasn't changed since your browser last saved it, so the saved copy is used.
    .reason = Not Modified

# RFC 9110 §15.4.6
# Deprecated.
status-305 = This page is meant to be opened through a proxy, a go-between on the network. This code is outdated.
    .reason = Use Proxy
    .advice = If the page doesn't open, contact the site.

# RFC 9110 §15.4.7
# Unused: defined once, now reserved.
status-306 = This code is no longer in use and has no meaning today.
    .reason = (Unused)

# RFC 9110 §15.4.8
status-307 = This page is at another address for now, and what you send goes there unchanged.
    .reason = Temporary Redirect

# RFC 9110 §15.4.9
status-308 = This page has moved to a new address for good, and what you send goes there unchanged.
    .reason = Permanent Redirect
    .advice = If you bookmarked the page, save the new address.

## 4xx: client errors

# RFC 9110 §15.5.1
status-400 = This site couldn't make sense of what it received.
    .reason = Bad Request
    .advice = Check the address and what you entered, then try again.

# RFC 9110 §15.5.2
# About who the reader is, not about what the reader may do (403).
status-401 = You need to sign in to open this page.
    .reason = Unauthorized
    .advice = Sign in, then try again. If that fails, check your username and password.

# RFC 9110 §15.5.3
status-402 = A payment is needed before you can go on.
    .reason = Payment Required
    .advice = Check your payment details, or contact the site.

# RFC 9110 §15.5.4
# About what the reader may do, not about who the reader is (401).
status-403 = You don't have permission to open this page.
    .reason = Forbidden
    .advice = Sign in with another account, or ask the site for access.

# RFC 9110 §15.5.5
status-404 = The page you asked for isn't here.
    .reason = Not Found
    .advice = Check the address for mistakes, or start from the home page.

# RFC 9110 §15.5.6
#   $methods (String) - the methods that the page accepts, such as "GET, POST"
status-405 = This page can't be used in this way.
    .reason = Method Not Allowed
    .advice = This page accepts only these methods: { $methods }.
    .advice-fallback = Go back to the previous page and try again from there.

# RFC 9110 §15.5.7
status-406 = This page isn't available in a format or language that your browser accepts.
    .reason = Not Acceptable
    .advice = Check the language settings of your browser, or try another browser.

# RFC 9110 §15.5.8
status-407 = The proxy, the go-between that connects you to the web, needs you to sign in first.
    .reason = Proxy Authentication Required
    .advice = Sign in to the proxy, or ask whoever runs your network.

# RFC 9110 §15.5.9
status-408 = What your browser was sending didn't arrive in time.
    .reason = Request Timeout
    .advice = Check your connection, then try again.

# RFC 9110 §15.5.10
status-409 = What you sent conflicts with what is already here, for example a newer version.
    .reason = Conflict
    .advice = Save a copy of your work, reload the page, then try again.

# RFC 9110 §15.5.11
status-410 = This page has been removed for good.
    .reason = Gone
    .advice = Start from the home page, and delete any bookmark for this page.

# RFC 9110 §15.5.12
status-411 = This site needs to know in advance how much is being sent, and it wasn't told.
    .reason = Length Required
    .advice = Try again, or use another browser or app.

# RFC 9110 §15.5.13
status-412 = A condition for this action isn't met, often because the page has changed since you opened it.
    .reason = Precondition Failed
    .advice = Reload the page, then try again.

# RFC 9110 §15.5.14
#   $limit (String) - the largest size that is accepted, with its unit, such as "10 MB"
status-413 = What you sent is too large for this site.
    .reason = Content Too Large
    .advice = Use a smaller file or send less: the limit is { $limit }.
    .advice-fallback = Use a smaller file, or send less.

# RFC 9110 §15.5.15
status-414 = The address is too long for this site.
    .reason = URI Too Long
    .advice = Use a shorter address, or start from the home page.

# RFC 9110 §15.5.16
status-415 = What you sent is in a format that this site doesn't accept.
    .reason = Unsupported Media Type
    .advice = Use a file in another format, then try again.

# RFC 9110 §15.5.17
status-416 = The part of the file that was asked for isn't available.
    .reason = Range Not Satisfiable
    .advice = Start the download again from the beginning.

# RFC 9110 §15.5.18
status-417 = Your browser or app expects something that this site can't do.
    .reason = Expectation Failed
    .advice = Try another browser or app, or contact the site.

# RFC 9110 §15.5.19
# Unused: reserved, because software already sends it in many senses.
status-418 = This code has no official meaning, so it isn't clear why this site sent it.
    .reason = (Unused)
    .advice = Try again later. If it keeps happening, contact the site.

# RFC 9110 §15.5.20
status-421 = Your browser reached a computer that isn't responsible for this address.
    .reason = Misdirected Request
    .advice = Reload the page, or close your browser and open it again.

# RFC 9110 §15.5.21
status-422 = What you sent could be read, but something in it can't be used.
    .reason = Unprocessable Content
    .advice = Check what you entered, then try again.

# RFC 4918 §11.3
status-423 = This is locked and can't be changed right now, perhaps because someone is working on it.
    .reason = Locked
    .advice = Try again later, or ask whoever locked it.

# RFC 4918 §11.4
status-424 = This step wasn't done because another step that it depends on failed.
    .reason = Failed Dependency
    .advice = Fix the step that failed, then try again.

# RFC 8470 §5.2
status-425 = What you sent arrived before the secure connection was fully set up, so this site didn't act on it.
    .reason = Too Early
    .advice = Wait a moment, then try again.

# RFC 9110 §15.5.22
status-426 = This site needs another kind of connection, usually a newer one.
    .reason = Upgrade Required
    .advice = Update your browser or app, then try again.

# RFC 6585 §3
status-428 = This site needs to know which version you are changing, so that no one else's work is overwritten.
    .reason = Precondition Required
    .advice = Reload the page, then make your change again.

# RFC 6585 §4
#   $seconds (Number) - how long to wait, in whole seconds
status-429 = There were too many tries in a short time.
    .reason = Too Many Requests
    .advice = { $seconds ->
        [one] Wait { $seconds } second, then try again.
       *[other] Wait { $seconds } seconds, then try again.
    }
    .advice-fallback = Wait a few minutes, then try again.

# RFC 6585 §5
status-431 = Your browser sent too much extra data, often because of stored cookies.
    .reason = Request Header Fields Too Large
    .advice = Clear the cookies for this site, then reload the page.

# RFC 7725 §3
status-451 = For legal reasons, this page can't be shown.
    .reason = Unavailable For Legal Reasons
    .advice = To find out more, contact the site.

## 5xx: server errors

# RFC 9110 §15.6.1
status-500 = Something unexpected went wrong on this site.
    .reason = Internal Server Error
    .advice = Try again later. If it keeps happening, contact the site.

# RFC 9110 §15.6.2
status-501 = This site doesn't support what you tried to do.
    .reason = Not Implemented
    .advice = Go back and try another way, or contact the site.

# RFC 9110 §15.6.3
status-502 = Another system that this site depends on gave an answer that couldn't be used.
    .reason = Bad Gateway
    .advice = Reload the page in a few minutes. If it keeps happening, contact the site.

# RFC 9110 §15.6.4
#   $seconds (Number) - how long to wait, in whole seconds
status-503 = This site is too busy or under maintenance, and can't be used right now.
    .reason = Service Unavailable
    .advice = { $seconds ->
        [one] Try again in { $seconds } second.
       *[other] Try again in { $seconds } seconds.
    }
    .advice-fallback = Try again in a few minutes.

# RFC 9110 §15.6.5
status-504 = Another system that this site depends on took too long to answer.
    .reason = Gateway Timeout
    .advice = Reload the page in a few minutes. If it keeps happening, contact the site.

# RFC 9110 §15.6.6
status-505 = This site doesn't support the way your browser or app connects (its HTTP version).
    .reason = HTTP Version Not Supported
    .advice = Update your browser or app, then try again.

# RFC 2295 §8.1
status-506 = This site isn't set up correctly: the page version that it picked asks it to pick again.
    .reason = Variant Also Negotiates
    .advice = Contact the site, so that it can be fixed.

# RFC 4918 §11.5
status-507 = This site doesn't have enough space to save this.
    .reason = Insufficient Storage
    .advice = Delete files that you no longer need here, or contact the site.

# RFC 5842 §7.2
status-508 = This site stopped because the work kept leading back to where it began.
    .reason = Loop Detected
    .advice = Contact the site, so that it can be fixed.

# RFC 2774 §7
# Obsolete. The request has to say that it uses an extension, and it does not.
status-510 = This site needs more information from your browser or app before it can go on.
    .reason = Not Extended
    .advice = Try another browser or app, or contact the site.

# RFC 6585 §6
status-511 = The network you are using, such as public Wi-Fi, needs you to sign in first.
    .reason = Network Authentication Required
    .advice = Open the sign-in page of the network, sign in, then reload this page.

## Classes: for a code that nobody registered

# RFC 9110 §15.2
status-1xx = The work is under way, and the final answer is still to come.
    .reason = Informational

# RFC 9110 §15.3
status-2xx = What was sent arrived and was accepted.
    .reason = Successful

# RFC 9110 §15.4
status-3xx = One more step is needed to get to the page.
    .reason = Redirection

# RFC 9110 §15.5
status-4xx = Something about what was sent wasn't accepted.
    .reason = Client Error
    .advice = Check the address and what you entered, then try again.

# RFC 9110 §15.6
status-5xx = This site couldn't do what was asked. The problem is on its side.
    .reason = Server Error
    .advice = Try again later. If it keeps happening, contact the site.

## Everything else

# RFC 9110 §15
# For codes from 600 to 999, which belong to no class.
status-unknown = This site answered with a code that has no known meaning.
    .reason = Unknown Status
    .advice = Try again later. If it keeps happening, contact the site.

## Pages: the words around a message

# The name of this language, in this language, for the list of languages on a page.
language-name = English

# The text of the link to the start of the site.
page-home = Home page

# The text of the link to the people who run the site.
page-contact = Contact this site

# Stands before the id of the request, which helps those people to find out what happened.
page-request-id = Request ID

# What the list of languages is for. Said aloud by screen readers.
page-languages = This page in other languages
