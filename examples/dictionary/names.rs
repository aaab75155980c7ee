//! The name parts of the people with whom the dictionary is judged: Roman, Urdu, Pashto.
//!
//! None of them is in the dictionary (a test says so), though many are as common as those that are:
//! what is measured with them holds for names the dictionary has never seen.

/// One part of a name in three spellings.
pub type Part = [&'static str; 3];

/// Given names of men.
pub const MEN: &[Part] = &[
    ["Adnan", "عدنان", "عدنان"],
    ["Aurangzeb", "اورنگزیب", "اورنګزېب"],
    ["Babar", "بابر", "بابر"],
    ["Bakhtiar", "بختیار", "بختیار"],
    ["Daniyal", "دانیال", "دانیال"],
    ["Darwaish", "درویش", "درویش"],
    ["Faheem", "فہیم", "فهیم"],
    ["Ghazanfar", "غضنفر", "غضنفر"],
    ["Hidayat", "ہدایت", "هدایت"],
    ["Irshad", "ارشاد", "ارشاد"],
    ["Jahangir", "جہانگیر", "جهانګیر"],
    ["Kashif", "کاشف", "کاشف"],
    ["Luqman", "لقمان", "لقمان"],
    ["Mazhar", "مظہر", "مظهر"],
    ["Mirwais", "میرویس", "مېرویس"],
    ["Mukhtiar", "مختیار", "مختیار"],
    ["Naveed", "نوید", "نوید"],
    ["Nisar", "نثار", "نثار"],
    ["Owais", "اویس", "اویس"],
    ["Pervez", "پرویز", "پروېز"],
    ["Qaiser", "قیصر", "قیصر"],
    ["Rafiq", "رفیق", "رفیق"],
    ["Rizwan", "رضوان", "رضوان"],
    ["Sabawoon", "سباوون", "سباوون"],
    ["Shakeel", "شکیل", "شکیل"],
    ["Siraj", "سراج", "سراج"],
    ["Taimur", "تیمور", "تیمور"],
    ["Tauseef", "توصیف", "توصیف"],
    ["Torgul", "تورگل", "تورګل"],
    ["Umair", "عمیر", "عمیر"],
    ["Waqar", "وقار", "وقار"],
    ["Yasir", "یاسر", "یاسر"],
    ["Zahoor", "ظہور", "ظهور"],
    ["Zubair", "زبیر", "زبیر"],
];

/// Given names of women.
pub const WOMEN: &[Part] = &[
    ["Bushra", "بشریٰ", "بشری"],
    ["Farzana", "فرزانہ", "فرزانه"],
    ["Gulalai", "گلالئی", "ګلالۍ"],
    ["Hifza", "حفظہ", "حفظه"],
    ["Huma", "ہما", "هما"],
    ["Iqra", "اقرا", "اقرا"],
    ["Kiran", "کرن", "کرن"],
    ["Laiba", "لائبہ", "لایبه"],
    ["Mehnaz", "مہناز", "مهناز"],
    ["Nasreen", "نسرین", "نسرین"],
    ["Nighat", "نگہت", "نګهت"],
    ["Palwasha", "پلوشہ", "پلوشه"],
    ["Robina", "روبینہ", "روبینه"],
    ["Rukhsana", "رخسانہ", "رخسانه"],
    ["Saima", "صائمہ", "صایمه"],
    ["Shagufta", "شگفتہ", "شګفته"],
    ["Spogmai", "سپوگمئی", "سپوږمۍ"],
    ["Tanzeela", "تنزیلہ", "تنزیله"],
    ["Uzma", "عظمیٰ", "عظمی"],
    ["Wagma", "وگمہ", "وږمه"],
    ["Zarmina", "زرمینہ", "زرمینه"],
];

/// Names of families and tribes.
pub const FAMILIES: &[Part] = &[
    ["Awan", "اعوان", "اعوان"],
    ["Bangash", "بنگش", "بنګښ"],
    ["Betani", "بیٹنی", "بېټنی"],
    ["Chamkani", "چمکنی", "څمکنی"],
    ["Daudzai", "داؤدزئی", "داودزی"],
    ["Dawar", "داوڑ", "داوړ"],
    ["Durrani", "درانی", "دراني"],
    ["Gandapur", "گنڈاپور", "ګنډاپور"],
    ["Gujar", "گجر", "ګوجر"],
    ["Jadoon", "جدون", "جدون"],
    ["Kakar", "کاکڑ", "کاکړ"],
    ["Kundi", "کنڈی", "کنډی"],
    ["Mahsud", "محسود", "مسید"],
    ["Marwat", "مروت", "مروت"],
    ["Miankhel", "میانخیل", "میاخېل"],
    ["Mughal", "مغل", "مغل"],
    ["Orakzai", "اورکزئی", "اورکزی"],
    ["Paracha", "پراچہ", "پراچه"],
    ["Sadozai", "سدوزئی", "سدوزی"],
    ["Swati", "سواتی", "سواتی"],
    ["Tanoli", "تنولی", "تنولی"],
    ["Tareen", "ترین", "ترین"],
    ["Kasuri", "قصوری", "قصوری"],
];
