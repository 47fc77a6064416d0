status-404 = { status-405.reason }
status-405 = b
    .reason = { -t }
-t = { status-404 }
