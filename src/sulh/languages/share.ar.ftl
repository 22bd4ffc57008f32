## ما يرافق الأدلة عند تسليمها

custody-title = سلسلة الحفظ
custody-titled = سلسلة الحفظ: { $ref }
custody-before = { $mission }. ما سُجّل أنه بدأ قبل { $at }
custody-items = { $count ->
    [zero] لا أدلة محفوظة
    [one] دليل محفوظ واحد
    [two] دليلان محفوظان
    [few] أدلة محفوظة
    [many] دليلًا محفوظًا
   *[other] دليل محفوظ
 }
custody-unbroken = سلسلتها متصلة
custody-doubts = { $count ->
    [zero] لا نقاط مشكوك فيها
    [one] نقطة واحدة مشكوك فيها
    [two] نقطتان مشكوك فيهما
    [few] نقاط مشكوك فيها
    [many] نقطة مشكوكًا فيها
   *[other] نقطة مشكوك فيها
 }
custody-in-doubt = ما هو مشكوك فيه
custody-request = الطلب
custody-asked-by = صاحب الطلب
custody-basis = السند القانوني
custody-received = وقت الاستلام
custody-decision = القرار
custody-due = الرد مطلوب قبل
custody-item = الدليل { $ref }
custody-whole = { $what } ({ $form }). السلسلة متصلة.
custody-broken = { $what } ({ $form }). السلسلة مشكوك فيها.
custody-held = محفوظ لدى { $holder }.
custody-left = لم يعد محفوظا.
custody-digest = SHA-256 { $digest }.
custody-digest-size = SHA-256 { $digest }، الحجم بالبايت: { $size }.
custody-column-when = متى
custody-column-what = ماذا
custody-column-from = من
custody-column-held-by = محفوظ لدى
custody-column-where = أين
custody-column-seals = الأختام
custody-column-record = القيد
custody-taken = أُخذ
custody-computed = { $step } (حُسبت البصمة)
custody-handed-over = التسليم
custody-office = المكتب
custody-date = التاريخ والوقت
custody-signature = التوقيع
custody-by = من
custody-to = إلى
custody-ids = بعد رقم كل قيد: أول معرّفه، لأجل ‎`sulh ledger prove`‎.
custody-fault = الدليل { $item }: { $record } { $what }.
custody-fault-in = الدليل { $item }: { $record } { $what } ({ $detail }).
custody-fault-after-end = حدث بعد خروج الدليل من الحفظ
custody-fault-amended = عُدّل بعد تسجيله
custody-fault-before-taking = حدث قبل أخذ الدليل
custody-fault-digest-changed = له بصمة غير بصمة الدليل: ليس الملف نفسه
custody-fault-doubled-number = له رقم يحمله دليل آخر أيضا
custody-fault-gap = صادر عن مكتب لم يسجل أحد أن الدليل عنده
custody-fault-retracted = سُحب بعد تسجيله
custody-fault-seals-changed = وجد أختاما غير التي تُركت عليه
custody-fault-two-holders = صادر عن مكتب سبق أن سلّمه: كان لدى مكتبين في وقت واحد
custody-fault-unknown-item = يذكر دليلا لم يُسجَّل
custody-fault-unknown-request = محفوظ لأجل طلب لم يُسجَّل
custody-holder = يقول { $record } إنه لدى { $holder }
custody-seals = تُركت: { $left }؛ ووُجدت: { $seen }
custody-no-seals = لا شيء
custody-amended = { $at }: { $fields }
custody-nothing = لا شيء
