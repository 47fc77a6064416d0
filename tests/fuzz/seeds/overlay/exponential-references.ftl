status-400 = lol
status-401 = { status-400 }{ status-400 }{ status-400 }{ status-400 }{ status-400 }{ status-400 }{ status-400 }{ status-400 }{ status-400 }{ status-400 }
status-402 = { status-401 }{ status-401 }{ status-401 }{ status-401 }{ status-401 }{ status-401 }{ status-401 }{ status-401 }{ status-401 }{ status-401 }
status-403 = { status-402 }{ status-402 }{ status-402 }{ status-402 }{ status-402 }{ status-402 }{ status-402 }{ status-402 }{ status-402 }{ status-402 }
status-404 = { status-403 }{ status-403 }{ status-403 }{ status-403 }{ status-403 }{ status-403 }{ status-403 }{ status-403 }{ status-403 }{ status-403 }
status-405 = { status-404 }{ status-404 }{ status-404 }{ status-404 }{ status-404 }{ status-404 }{ status-404 }{ status-404 }{ status-404 }{ status-404 }
