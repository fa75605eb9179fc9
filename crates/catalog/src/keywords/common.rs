//! Words of scripts without blanks that say nothing of an episode: those of the closed classes of grammar, as Universal
//! Dependencies has them (`ADP`, `AUX`, `CCONJ`, `DET`, `PART`, `PRON`, `SCONJ`, numerals), and adverbs of degree and time that go
//! with any topic.
//!
//! Their use follows the speaker more than the topic (Thai `ครับ` is a man's, `ค่ะ` a woman's), so that comparing episodes
//! leaves some in. Lists are of our own.

use std::collections::HashSet;
use std::sync::LazyLock;

/// The digits in Chinese characters.
pub(super) const NUMERALS: &[char] = &[
    '〇', '零', '一', '二', '两', '兩', '三', '四', '五', '六', '七', '八', '九', '十', '百', '千', '万',
    '萬', '亿', '億', '兆', '几', '幾', '数', '半',
];

/// What is counted most often, after a number.
pub(super) const COUNTERS: &[char] = &[
    '个', '個', '位', '名', '只', '条', '條', '件', '次', '回', '遍', '种', '種', '点', '點', '家', '杯',
    '本', '枚', '台', '度', '倍', '天', '日', '月', '年', '岁', '歳', '歲', '周', '週', '时', '時', '分',
    '秒', '人', '円', '元', '块', '塊', '段', '些', '下',
];

/// What follows a noun in Japanese, and no stem of a verb.
pub(super) const AFTER_NOUNS: &[&str] = &[
    "が",
    "を",
    "は",
    "の",
    "も",
    "に",
    "へ",
    "で",
    "と",
    "や",
    "か",
    "だ",
    "です",
    "から",
    "まで",
    "より",
    "なら",
    "には",
    "では",
    "とは",
    "でも",
    "など",
    "だけ",
    "しか",
    "という",
    "について",
    "によって",
];

/// Chinese characters that are particles and the like when they stand alone.
pub(super) const COMMON_CHARACTERS: &str = "的地得着著了过過吗嗎呢吧啊呀嘛哦喔嗯哎嗨喂么麼是有在不没沒无無未别別和与與及或而且但并並则則因如若虽雖\
    为為以于於由从從自向往朝到至把被让讓给給对對跟同比按靠之其所此该該各每某另这這那哪谁誰我你您他她它们們咱就都也还還又再才只最更\
    太很真好挺越总總仅僅共约約可能会會要想应應该該肯敢来來去上下里裡裏外中内內前后後左右间間时時等些个個位次种種第多少大小叫说說看\
    做用让使得便却卻将將已曾正刚剛常先便即";

/// A Chinese word with one of these is a pronoun, a question or a particle, or the dictionary took two words for one.
pub(super) const COMMON_PARTS: &[char] = &[
    '的', '了', '们', '們', '吗', '嗎', '呢', '么', '麼', '也', '很', '这', '這', '那', '哪', '我', '你',
    '您', '她', '它',
];

/// Words that have one of them, and are topics.
pub(super) const KEPT: &[&str] = &["目的", "目的地", "的士", "标的", "標的", "了解", "自我", "也门", "也門"];

/// Returns whether a word is in these lists; `is_japanese` tells apart what Chinese and Japanese write alike.
pub(super) fn is_common(word: &str, is_japanese: bool) -> bool {
    static SETS: LazyLock<[HashSet<&str>; 2]> = LazyLock::new(|| {
        [CHINESE, JAPANESE].map(|words| words.split_whitespace().chain(THAI.split_whitespace()).collect())
    });
    SETS[usize::from(is_japanese)].contains(word)
}

/// In simplified and traditional characters. Single characters and what has one of [`COMMON_PARTS`] are left out anyway.
const CHINESE: &str = "
    自己 别人 別人 人家 大家 彼此 各自 各位 某些 某个 某個 本身 其他 其中 其余 其餘 有些 一些 许多 許多 所有 任何 每个 每個 全部
    怎样 怎樣 如何 为何 為何 多少 如此 此外 此时 此時 是否 是不是 有没有 有沒有 各种 各種
    因为 因為 所以 因此 因而 于是 於是 但是 可是 不过 不過 然而 而是 而且 并且 並且 况且 況且 虽然 雖然 尽管 儘管 即使 如果 假如
    要是 只要 只有 除非 无论 無論 不管 不论 不論 不仅 不僅 不但 或者 或是 还是 還是 以及 以便 否则 否則 从而 從而 既然 由于 由於
    另外 比如 例如 譬如 甚至 乃至 与其 與其 不然 并不 並不 再说 再說
    关于 關於 对于 對於 根据 根據 按照 随着 隨著 隨着 通过 通過 透过 透過 至于 至於 作为 作為 自从 自從 为止 為止
    当中 當中 之间 之間 之前 之后 之後 之一 以前 以后 以後 以来 以來 以上 以下 以内 以內 以外 里面 裡面 裏面 外面 上面 下面 前面 后面
    後面 左右 时候 時候 有时 有時 有时候 有時候
    已经 已經 曾经 曾經 正在 将要 將要 刚刚 剛剛 刚才 剛才 马上 馬上 立刻 立即 忽然 突然 一直 一向 总是 總是 经常 經常 常常 往往
    偶尔 偶爾 再次 重新 非常 十分 特别 特別 相当 相當 比较 比較 更加 越来越 越來越 最好 几乎 幾乎 差不多 大概 大约 大約 可能
    或许 或許 恐怕 一定 必须 必須 必然 确实 確實 其实 其實 实际上 實際上 当然 當然 果然 居然 竟然 究竟 到底 难道 難道 反正 毕竟 畢竟
    终于 終於 首先 其次 然后 然後 后来 後來 接着 接著 最后 最後 最终 最終 同时 同時 一起 一共 只是 仅仅 僅僅 至少 尤其 完全 简直
    簡直 早就 都是 就是 还有 還有 就要 还要 還要 不要 不用 不能 不会 不會 不是 不行 不同 没有 沒有 没法 沒法 没错 沒錯 太多 太少
    可以 能够 能夠 应该 應該 应当 應當 需要 愿意 願意 想要 觉得 覺得 认为 認為 知道 成为 成為 变成 變成 进行 進行 叫做 来说 來說 一般
    一样 一樣 一下 一点 一點 有点 有點 起来 起來 出来 出來 下来 下來 上来 上來 过来 過來 回来 回來 过去 過去 上去 下去 出去
    而已 之类 之類 等等 谢谢 謝謝 嗯嗯 哈哈
";

/// What is written with Chinese characters: words in Hiragana alone are left out anyway.
const JAPANESE: &str = "
    私 私達 私たち 僕 僕ら 僕たち 俺 俺たち 君 君たち 貴方 彼 彼女 彼ら 皆 皆さん 皆様 自分 誰 誰か 誰も 何 何か 何も 何故 何処
    事 物 者 時 中 上 下 前 後 方 間 所 今 次 他 為 等 様 訳 程 筈 内 点 的 的に 的な 達 以上 以下 以内 以前 以外 以降 以来 場合
    又 又は 及び 或いは 但し 例えば 即ち 従って 然し 特に 更に 既に 最も 殆ど 全て 全部 大体 多分 恐らく 実は 勿論 一番 一緒 一応
    是非 結構 非常 非常に 全然 少し 同じ 同じく 色々 様々 出来 出来る 出来ない 無い 有る 居る 為に 本当 人 程度 対して 対する 関して 関する 通り
    言う 言い 言っ 言わ 言え 言える 言った 言って 思う 思い 思っ 思わ 思え 思える 思った 思って 来る 来た 来て 行く 行き 行っ 行った 行って
    見る 見て 聞い 聞いて 話し 話して 使う 使い 使っ 使って 持っ 持って 入れる 分か 分かる 分かり 知る 知っ 知って 違う 違い
";

/// Particles of courtesy, pronouns, prepositions, conjunctions, auxiliaries, prefixes of nouns, and numbers.
const THAI: &str = "
    ครับ คับ ค่ะ คะ ค่า นะ นะคะ นะครับ น่ะ จ้ะ จ๊ะ จ้า ล่ะ ละ สิ ซิ เถอะ เหรอ หรอ ไหม มั้ย อ่ะ เออ เอ่อ อืม ฮะ เนี่ย เนอะ หรอก
    แหละ เลย ด้วย ก็ สวัสดี หวัดดี หวัด ขอบคุณ
    ผม ฉัน ดิฉัน เรา พวกเรา พวก พวกเขา เขา เค้า เธอ คุณ ท่าน มัน หนู ตัวเอง เอง ใคร อะไร ไหน ไร เท่าไร เท่าไหร่ กี่ อย่างไร ยังไง
    ทำไม เมื่อไร เมื่อไหร่ ที่ไหน นี้ นั้น โน้น นี่ นั่น นู่น อัน อันนี้ อันนั้น เหล่า เหล่านี้ เหล่านั้น ดังกล่าว ตรงนี้ ตรงนั้น ตรง
    อย่างนี้ อย่างนั้น แบบ แบบนี้ แบบนั้น เดียว เดียวกัน อื่น อื่นๆ ทุก แต่ละ บาง บ้าง หลาย ทั้ง ทั้งหมด หมด กัน ต่าง ต่างๆ
    ที่ ของ ใน นอก บน จาก ถึง กับ แก่ แด่ ต่อ โดย เพื่อ สำหรับ ตาม ระหว่าง ตั้งแต่ จนถึง จน แห่ง ณ ภายใน ภายนอก ภาย เกี่ยวกับ ส่วน
    ข้าง ข้างใน ข้างนอก ทาง
    และ หรือ แต่ เพราะ เพราะว่า เพราะฉะนั้น ฉะนั้น ดังนั้น ดัง ถ้า หาก ถ้าหาก เมื่อ ขณะ แม้ แม้ว่า ถึงแม้ แล้ว จึง ซึ่ง ว่า คือ เช่น
    เช่นกัน เหมือน เหมือนกัน นอกจาก นอกจากนั้น นอกจากนี้ อีก อย่าง พอ พอได้ ก่อน หลัง หลังจาก กว่า โดยทั่วไป ทั่วไป เฉพาะ โดยเฉพาะ
    จะ ได้ ไม่ ไม่ได้ ไม่มี ไม่ใช่ ใช่ เป็น มี อยู่ เคย กำลัง ลัง ต้อง ควร อาจ อาจจะ คง น่า อยาก ถูก โดน ทำ ทำให้ ทำได้ ขึ้น ลง ไป มา
    เข้า ออก ไว้ เอา ให้ เสีย ค่อย ค่อยๆ ยิ่ง มาก น้อย นิด หน่อย เกิน เกินไป ที่สุด สุด เพียง แค่ เท่านั้น เท่า ประมาณ จริง จริงๆ ยัง
    เปล่า การ ความ นัก ผู้ เรื่อง สิ่ง ครั้ง ตอน เวลา วันนี้ ใช้ ลอง ดู บอก
    หนึ่ง สอง สาม สี่ ห้า หก เจ็ด แปด เก้า สิบ ยี่ เอ็ด ร้อย พัน หมื่น แสน ล้าน ครึ่ง
";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_word_is_listed_that_is_left_out_anyway() {
        let listed = |words: &'static str| words.split_whitespace();
        for word in listed(CHINESE) {
            assert!(word.chars().nth(1).is_some() && !word.contains(COMMON_PARTS), "{word}");
        }
        for word in listed(JAPANESE) {
            assert!(word.chars().any(|c| !('ぁ'..='ゟ').contains(&c)), "{word}");
        }
        for kept in KEPT {
            assert!(kept.contains(COMMON_PARTS), "{kept}");
        }
    }
}
