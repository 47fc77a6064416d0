//! Words that are not used in a region, and their replacements.

use fluent_status::LanguageIdentifier;

use super::script::Script;

/// Words of mainland China, with the words of Taiwan. A test compares them with
/// `locales/README.md`.
const NOT_IN_TAIWAN: [(&str, &str); 20] = [
    ("服務器", "伺服器"),
    ("客戶端", "用戶端"),
    ("響應", "回應"),
    ("頭部", "標頭"),
    ("字段", "欄位"),
    ("網關", "閘道"),
    ("超時", "逾時"),
    ("網絡", "網路"),
    ("信息", "資訊"),
    ("鑑權", "身分驗證"),
    ("支持", "支援"),
    ("重定向", "重新導向"),
    ("緩存", "快取"),
    ("配置", "組態"),
    ("鏈接", "連結"),
    ("用戶", "使用者"),
    ("賬號", "帳號"),
    ("訪問", "存取"),
    ("設置", "設定"),
    ("數據", "資料"),
];

/// Words of Taiwan, with the words of mainland China.
const NOT_IN_MAINLAND_CHINA: [(&str, &str); 14] = [
    ("伺服器", "服务器"),
    ("用户端", "客户端"),
    ("栏位", "字段"),
    ("闸道", "网关"),
    ("逾时", "超时"),
    ("网路", "网络"),
    ("资讯", "信息"),
    ("身分验证", "身份验证"),
    ("重新导向", "重定向"),
    ("快取", "缓存"),
    ("组态", "配置"),
    ("连结", "链接"),
    ("帐号", "账号"),
    ("存取", "访问"),
];

/// The mark of the passive voice.
pub const PASSIVE: &str = "被";

/// Correct words that contain a word of the tables above.
pub const EXCEPTIONS: [&str; 3] = ["用戶端", "被動", "被动"];

/// Returns the words that are not used in the region of a locale, with their replacements and the
/// name of the region.
pub fn of_other_regions(
    script: Script,
    locale: &LanguageIdentifier,
) -> (&'static [(&'static str, &'static str)], &'static str) {
    let is_taiwan = locale.region.is_none_or(|region| region.as_str() == "TW");
    match script {
        Script::Simplified => (&NOT_IN_MAINLAND_CHINA, "mainland China"),
        Script::Traditional if is_taiwan => (&NOT_IN_TAIWAN, "Taiwan"),
        // Hong Kong and Macao have their own words, for which there is no table.
        Script::Traditional => (&[], ""),
    }
}
