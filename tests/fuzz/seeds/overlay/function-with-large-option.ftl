m = { NUMBER($v, minimumFractionDigits: 9999999999999) }
