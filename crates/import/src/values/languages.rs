//! Language tags in the names of files: `tides.de.vtt`, `tides.pt-BR.srt`.

/// A language that a name says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Language {
    /// A BCP 47 tag: language, script and region.
    pub tag: String,
    /// The name is one that yt-dlp gives to captions that YouTube made or translated.
    pub is_generated: bool,
}

/// Codes of ISO 639-1.
const TWO: &str = "aa ab ae af ak am an ar as av ay az ba be bg bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de dv dz ee el en eo \
    es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii ik io is it iu ja jv ka kg ki kj kk kl \
    km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mr ms mt my na nb nd ne ng nl nn no nr nv ny oc oj om or \
    os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg si sk sl sm sn so sq sr ss st su sv sw ta te tg th ti tk tl tn to tr ts tt tw \
    ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu";

/// Of those with three letters only what hosts have captions in: `old`, `new` and `raw` are codes as well.
const THREE: &str = "ast bho ceb chr ckb dsb fil fur gsw haw hmn hsb kab kok lus mai mni nds nso pap sah scn sco szl tlh vec yue";

/// Reads a part of a file's name as a language: `de`, `pt-BR`, `pt_br`, `zh-Hans`, `es-419`. What follows language, script and
/// region is passed over: YouTube adds the name of a track.
///
/// yt-dlp writes `en-orig` for what was recognized, and `de-en` for what was translated from English.
pub fn language(name: &str) -> Option<Language> {
    let mut parts = name.split(['-', '_']);
    let code = parts.next()?.to_ascii_lowercase();
    let is_known = [TWO, THREE].iter().any(|codes| codes.split(' ').any(|known| known == code));
    // Google's code for Hebrew.
    let tag = if code == "iw" { "he".to_owned() } else { code };
    if !is_known && tag != "he" {
        return None;
    }
    let mut language = Language { tag, is_generated: false };
    let (mut has_script, mut is_read) = (false, false);
    for part in parts {
        if part.is_empty() || !part.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
            return None;
        }
        let is_alphabetic = part.bytes().all(|byte| byte.is_ascii_alphabetic());
        match part.len() {
            _ if matches!(part, "orig" | "en") => (language.is_generated, is_read) = (true, true),
            _ if is_read => {}
            4 if is_alphabetic && !has_script => {
                has_script = true;
                language.tag.push('-');
                language.tag.push_str(&part[..1].to_ascii_uppercase());
                language.tag.push_str(&part[1..].to_ascii_lowercase());
            }
            2 if is_alphabetic => {
                is_read = true;
                language.tag.push('-');
                language.tag.push_str(&part.to_ascii_uppercase());
            }
            3 if part.bytes().all(|byte| byte.is_ascii_digit()) => {
                is_read = true;
                language.tag.push('-');
                language.tag.push_str(part);
            }
            _ => is_read = true,
        }
    }
    Some(language)
}

/// Reads a language as front matter and sites have it, also by its name in POSIX: `en-US`, `en_US`, `en_US.UTF-8`.
pub(crate) fn tag(text: &str) -> Option<String> {
    let name = text.split(['.', '@']).next().unwrap_or_default();
    let tag = name.trim().replace('_', "-");
    episode::is_language_tag(&tag).then_some(tag)
}

/// Returns how many subtags two tags have in common, from their start: 0 where they are of different languages. A name of POSIX
/// has `_` between them.
pub(crate) fn common_subtags(a: &str, b: &str) -> usize {
    episode::common_subtags(&a.replace('_', "-"), &b.replace('_', "-"))
}

/// Returns whether two tags are of one language, in whatever variety.
pub fn is_language(a: &str, b: &str) -> bool {
    common_subtags(a, b) > 0
}

/// Returns whether two tags name one language, as far as they go: `en` and `en-US`; not `en-GB` and `en-US`, nor `zh` and
/// `zh-Hant`, for who reads the one script may not read the other.
pub(crate) fn is_same(a: &str, b: &str) -> bool {
    let (shorter, longer) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    let subtags = |tag: &'_ str| tag.split(['-', '_']).map(str::len).collect::<Vec<_>>();
    let common = common_subtags(shorter, longer);
    common == subtags(shorter).len() && subtags(longer).get(common).is_none_or(|length| *length != 4)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_say_languages() {
        for (name, tag, is_generated) in [
            ("de", "de", false),
            ("DE", "de", false),
            ("pt-BR", "pt-BR", false),
            ("pt_br", "pt-BR", false),
            ("zh-hant-tw", "zh-Hant-TW", false),
            ("es-419", "es-419", false),
            ("fil", "fil", false),
            ("iw", "he", false),
            ("en-orig", "en", true),
            ("de-en", "de", true),
            ("pt-BR-en", "pt-BR", true),
            ("en-uYU-mmqFLq8", "en", false),
        ] {
            let language = language(name).unwrap_or_else(|| panic!("{name} is a language"));
            assert_eq!((language.tag.as_str(), language.is_generated), (tag, is_generated), "{name}");
        }
        for name in ["", "-", "en-", "en.US", "old", "new", "v2", "2", "final", "x", "en-ü", "qq", "english"]
        {
            assert_eq!(language(name), None, "{name}");
        }
    }

    #[test]
    fn a_region_is_a_variety_and_a_script_a_language_of_its_own() {
        for (a, b, same) in [
            ("en", "en", true),
            ("en-us", "en_US", true),
            ("en-US", "en", true),
            ("en-GB", "en-US", false),
            ("zh", "zh-Hant", false),
            ("zh-Hans", "zh-Hans-CN", true),
            ("de", "den", false),
            ("de", "en", false),
        ] {
            assert_eq!((is_same(a, b), is_same(b, a)), (same, same), "{a} {b}");
        }
    }
}
