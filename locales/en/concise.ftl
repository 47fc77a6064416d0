### Descriptions of status codes.
###
### Locale: en
### Phrasing: concise (short, as an API answers)
### Source: vendor documentation, 000_cc72f66279ec3af6.txt.
### Quoted: every text, character for character. Do not edit them, not even the stops.
### Own: none.

## 2xx: successful

status-200 = The task is submitted successfully.

status-201 = Resource creation succeeds.

## 4xx: client errors

status-400 = Incorrect request parameters.

status-401 = Authentication failed.

status-403 = No permission to access the requested resource.

status-404 = The requested resource does not exist.

## 5xx: server errors

status-500 = The request fails because the server is abnormal.

status-501 = The request fails because the server does not support the requested function.

status-502 = The request fails because the returned response is invalid.

status-503 = The request fails because the system is abnormal.

status-504 = Gateway times out.
