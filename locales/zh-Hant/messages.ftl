### Reason phrases, descriptions and advice for every registered status code.
###
### Locale: zh-Hant
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
status-100 = 前面的內容已收到，可以繼續傳送其餘部分。
    .reason = 繼續

# RFC 9110 §15.2.2
status-101 = 網站正依照瀏覽器的要求，改用另一種方式傳輸資料。
    .reason = 切換通訊協定

# RFC 2518 §10.1
status-102 = 內容已全部收到，仍在處理。
    .reason = 處理中

# RFC 8297
status-103 = 頁面還在準備，瀏覽器可以先載入可能用到的內容。
    .reason = 早期提示

# draft-ietf-httpbis-resumable-upload
# A temporary registration.
status-104 = 如果上傳中斷，可以從中斷處繼續。
    .reason = 支援續傳

## 2xx: successful

# RFC 9110 §15.3.1
status-200 = 操作成功。
    .reason = 成功

# RFC 9110 §15.3.2
status-201 = 新內容已建立。
    .reason = 已建立

# RFC 9110 §15.3.3
status-202 = 送出的內容已受理，但還沒有處理完。
    .reason = 已受理
    .advice = 請稍後再回來查看結果。

# RFC 9110 §15.3.4
status-203 = 操作成功，但看到的內容在傳送途中經過修改。
    .reason = 非權威資訊

# RFC 9110 §15.3.5
status-204 = 操作成功，沒有需要顯示的內容。
    .reason = 沒有內容

# RFC 9110 §15.3.6
status-205 = 操作成功，可以清空表單，填寫下一份。
    .reason = 重設內容

# RFC 9110 §15.3.7
status-206 = 只傳送了檔案中需要的那一部分。
    .reason = 部分內容

# RFC 4918 §11.1
status-207 = 一次處理了多個項目，每個項目都有個別的結果。
    .reason = 多重狀態
    .advice = 請逐一查看結果，其中可能有失敗的項目。

# RFC 5842 §7.1
status-208 = 這些項目已在同一份結果的前面列出，不再重複。
    .reason = 先前已列出

# RFC 3229 §10.4.1
# IM stands for instance manipulation, such as sending only what differs from an older copy.
status-226 = 頁面經過處理後才傳送，例如只傳送有變更的部分。
    .reason = 經過處理的內容

## 3xx: redirection

# RFC 9110 §15.4.1
status-300 = 這個頁面有多個版本，例如不同的語言。
    .reason = 多種選擇
    .advice = 請選擇需要的版本。

# RFC 9110 §15.4.2
status-301 = 這個頁面已永久移到新網址。
    .reason = 永久移動
    .advice = 如果曾將這個頁面加入書籤，請改存新網址。

# RFC 9110 §15.4.3
# The phrase is a historical one; the code means that the page is elsewhere for now.
status-302 = 這個頁面暫時移到另一個網址。
    .reason = 暫時移動

# RFC 9110 §15.4.4
status-303 = 結果在另一個頁面上。
    .reason = 查看其他位置

# RFC 9110 §15.4.5
status-304 = 自瀏覽器上次儲存後，這個頁面沒有變更，因此使用已儲存的副本。
    .reason = 未變更

# RFC 9110 §15.4.6
# Deprecated.
status-305 = 這個頁面需要透過代理伺服器開啟。這個狀態碼已經過時。
    .reason = 使用代理
    .advice = 如果頁面無法開啟，請聯絡網站管理員。

# RFC 9110 §15.4.7
# Unused: defined once, now reserved.
status-306 = 這個狀態碼已經停用，目前沒有意義。
    .reason = （未使用）

# RFC 9110 §15.4.8
status-307 = 這個頁面暫時移到另一個網址，送出的內容會原樣轉過去。
    .reason = 暫時重新導向

# RFC 9110 §15.4.9
status-308 = 這個頁面已永久移到新網址，送出的內容會原樣轉過去。
    .reason = 永久重新導向
    .advice = 如果曾將這個頁面加入書籤，請改存新網址。

## 4xx: client errors

# RFC 9110 §15.5.1
status-400 = 網站無法理解收到的內容。
    .reason = 請求有誤
    .advice = 請檢查網址和填寫的內容，然後再試一次。

# RFC 9110 §15.5.2
# About who the reader is, not about what the reader may do (403).
status-401 = 需要登入才能開啟這個頁面。
    .reason = 需要身分驗證
    .advice = 請登入後再試一次。如果登入失敗，可檢查帳號和密碼是否正確。

# RFC 9110 §15.5.3
status-402 = 需要先付款才能繼續。
    .reason = 需要付款
    .advice = 請檢查付款資料，或聯絡網站管理員。

# RFC 9110 §15.5.4
# About what the reader may do, not about who the reader is (401).
status-403 = 沒有權限開啟這個頁面。
    .reason = 禁止存取
    .advice = 請改用其他帳號登入，或向網站管理員申請權限。

# RFC 9110 §15.5.5
status-404 = 網站上沒有這個頁面。
    .reason = 找不到
    .advice = 請檢查網址是否有誤，或從首頁開始尋找。

# RFC 9110 §15.5.6
#   $methods (String) - the methods that the page accepts, such as "GET, POST"
status-405 = 這個頁面不能以這種方式使用。
    .reason = 不允許的方法
    .advice = 這個頁面只接受以下方法：{ $methods }。
    .advice-fallback = 請返回上一頁，重新操作。

# RFC 9110 §15.5.7
status-406 = 這個頁面沒有瀏覽器能接受的格式或語言。
    .reason = 沒有可接受的內容
    .advice = 請檢查瀏覽器的語言設定，或改用其他瀏覽器。

# RFC 9110 §15.5.8
status-407 = 需要先登入代理伺服器，才能繼續上網。
    .reason = 需要代理身分驗證
    .advice = 請登入代理伺服器，或聯絡網路管理員。

# RFC 9110 §15.5.9
status-408 = 瀏覽器傳送的內容沒有及時送達。
    .reason = 請求逾時
    .advice = 請檢查網路連線，然後再試一次。

# RFC 9110 §15.5.10
status-409 = 送出的內容與網站上現有的內容衝突，例如已有較新的版本。
    .reason = 衝突
    .advice = 請先備份自己的內容，重新整理頁面後再試一次。

# RFC 9110 §15.5.11
status-410 = 這個頁面已永久移除。
    .reason = 已永久移除
    .advice = 請從首頁開始尋找，並刪除這個頁面的書籤。

# RFC 9110 §15.5.12
status-411 = 網站需要事先知道內容的大小，但沒有收到這項資訊。
    .reason = 需要指定長度
    .advice = 請再試一次，或改用其他瀏覽器或應用程式。

# RFC 9110 §15.5.13
status-412 = 這次操作不符合前提條件，通常是因為頁面開啟後又有了變更。
    .reason = 未符合前提條件
    .advice = 請重新整理頁面，然後再試一次。

# RFC 9110 §15.5.14
#   $limit (String) - the largest size that is accepted, with its unit, such as "10 MB"
status-413 = 送出的內容太大，網站無法接受。
    .reason = 內容過大
    .advice = 請改用較小的檔案或減少內容，上限為 { $limit }。
    .advice-fallback = 請改用較小的檔案，或減少內容。

# RFC 9110 §15.5.15
status-414 = 網址太長，網站無法處理。
    .reason = 網址過長
    .advice = 請縮短網址，或從首頁重新進入。

# RFC 9110 §15.5.16
status-415 = 網站不接受這種格式的內容。
    .reason = 不支援的媒體類型
    .advice = 請改用其他格式的檔案，然後再試一次。

# RFC 9110 §15.5.17
status-416 = 無法提供檔案中要取得的那一部分。
    .reason = 無法提供請求的範圍
    .advice = 請重新下載整個檔案。

# RFC 9110 §15.5.18
status-417 = 瀏覽器或應用程式提出了網站無法滿足的要求。
    .reason = 無法符合預期
    .advice = 請改用其他瀏覽器或應用程式，或聯絡網站管理員。

# RFC 9110 §15.5.19
# Unused: reserved, because software already sends it in many senses.
status-418 = 這個狀態碼沒有正式的意義，無法得知網站傳回它的原因。
    .reason = （未使用）
    .advice = 請稍後再試。如果問題持續發生，可聯絡網站管理員。

# RFC 9110 §15.5.20
status-421 = 瀏覽器連到的伺服器不處理這個網址。
    .reason = 請求目標錯誤
    .advice = 請重新整理頁面，或關閉瀏覽器後重新開啟。

# RFC 9110 §15.5.21
status-422 = 送出的內容可以讀取，但其中有不符合要求的地方。
    .reason = 無法處理的內容
    .advice = 請檢查填寫的內容，然後再試一次。

# RFC 4918 §11.3
status-423 = 內容已鎖定，暫時無法變更，可能有人正在使用。
    .reason = 已鎖定
    .advice = 請稍後再試，或聯絡鎖定內容的人。

# RFC 4918 §11.4
status-424 = 由於所依賴的另一項操作失敗，這項操作沒有執行。
    .reason = 所依賴的操作失敗
    .advice = 請先解決失敗的那項操作，然後再試一次。

# RFC 8470 §5.2
status-425 = 安全連線還沒有完全建立，內容就已送達，因此網站沒有處理。
    .reason = 請求過早
    .advice = 請稍等一下，然後再試一次。

# RFC 9110 §15.5.22
status-426 = 網站要求改用另一種連線方式，通常是較新的版本。
    .reason = 需要升級通訊協定
    .advice = 請更新瀏覽器或應用程式，然後再試一次。

# RFC 6585 §3
status-428 = 為避免覆蓋他人的修改，網站需要知道修改的是哪個版本。
    .reason = 需要前提條件
    .advice = 請重新整理頁面，然後再修改一次。

# RFC 6585 §4
#   $seconds (Number) - how long to wait, in whole seconds
status-429 = 短時間內操作次數過多。
    .reason = 請求過於頻繁
    .advice = 請等待 { $seconds } 秒後再試。
    .advice-fallback = 請等幾分鐘再試。

# RFC 6585 §5
status-431 = 瀏覽器附帶的資料太多，通常是因為儲存了太多 Cookie。
    .reason = 請求標頭欄位過大
    .advice = 請清除這個網站的 Cookie，然後重新整理頁面。

# RFC 7725 §3
status-451 = 因法律因素，無法顯示這個頁面。
    .reason = 因法律因素無法提供
    .advice = 如需詳情，請聯絡網站管理員。

## 5xx: server errors

# RFC 9110 §15.6.1
status-500 = 網站發生未預期的問題，未能完成操作。
    .reason = 伺服器內部錯誤
    .advice = 請稍後再試。如果問題持續發生，可聯絡網站管理員。

# RFC 9110 §15.6.2
status-501 = 網站不支援這次操作所需的功能。
    .reason = 功能未實作
    .advice = 請返回上一頁，換一種方式操作，或聯絡網站管理員。

# RFC 9110 §15.6.3
status-502 = 網站所依賴的另一個系統傳回了無效的內容。
    .reason = 閘道錯誤
    .advice = 請過幾分鐘再重新整理頁面。如果問題持續發生，可聯絡網站管理員。

# RFC 9110 §15.6.4
#   $seconds (Number) - how long to wait, in whole seconds
status-503 = 網站過於忙碌或正在維護，暫時無法使用。
    .reason = 服務無法使用
    .advice = 請在 { $seconds } 秒後再試。
    .advice-fallback = 請幾分鐘後再試。

# RFC 9110 §15.6.5
status-504 = 網站所依賴的另一個系統遲遲沒有回應。
    .reason = 閘道逾時
    .advice = 請過幾分鐘再重新整理頁面。如果問題持續發生，可聯絡網站管理員。

# RFC 9110 §15.6.6
status-505 = 網站不支援瀏覽器或應用程式的通訊方式（HTTP 版本）。
    .reason = 不支援的 HTTP 版本
    .advice = 請更新瀏覽器或應用程式，然後再試一次。

# RFC 2295 §8.1
status-506 = 網站設定有誤：選定頁面版本後，又要求重新選擇。
    .reason = 所選版本仍需協商
    .advice = 請聯絡網站管理員修正。

# RFC 4918 §11.5
status-507 = 網站的儲存空間不足，無法儲存內容。
    .reason = 儲存空間不足
    .advice = 請刪除網站上不再需要的檔案，或聯絡網站管理員。

# RFC 5842 §7.2
status-508 = 操作不斷繞回起點，網站已停止處理。
    .reason = 偵測到迴圈
    .advice = 請聯絡網站管理員修正。

# RFC 2774 §7
# Obsolete. The request has to say that it uses an extension, and it does not.
status-510 = 網站需要瀏覽器或應用程式提供更多資訊，才能繼續。
    .reason = 需要擴充請求
    .advice = 請改用其他瀏覽器或應用程式，或聯絡網站管理員。

# RFC 6585 §6
status-511 = 目前使用的網路（例如公共 Wi-Fi）需要先登入。
    .reason = 需要網路身分驗證
    .advice = 請開啟網路的登入頁面，登入後重新整理本頁。

## Classes: for a code that nobody registered

# RFC 9110 §15.2
status-1xx = 正在處理，還沒有最終結果。
    .reason = 資訊回應

# RFC 9110 §15.3
status-2xx = 網站已收到並接受所傳送的內容。
    .reason = 成功回應

# RFC 9110 §15.4
status-3xx = 還需要一個步驟才能開啟頁面。
    .reason = 重新導向

# RFC 9110 §15.5
status-4xx = 網站無法接受收到的內容。
    .reason = 用戶端錯誤
    .advice = 請檢查網址和填寫的內容，然後再試一次。

# RFC 9110 §15.6
status-5xx = 網站未能完成操作，問題出在網站這一方。
    .reason = 伺服器錯誤
    .advice = 請稍後再試。如果問題持續發生，可聯絡網站管理員。

## Everything else

# RFC 9110 §15
# For codes from 600 to 999, which belong to no class.
status-unknown = 網站傳回了意義不明的狀態碼。
    .reason = 未知狀態
    .advice = 請稍後再試。如果問題持續發生，可聯絡網站管理員。

## Pages: the words around a message

# The name of this language, in this language, for the list of languages on a page.
language-name = 繁體中文

# The text of the link to the start of the site.
page-home = 首頁

# The text of the link to the people who run the site.
page-contact = 聯絡網站管理員

# Stands before the id of the request, which helps those people to find out what happened.
page-request-id = 請求編號

# What the list of languages is for. Said aloud by screen readers.
page-languages = 本頁的其他語言版本
