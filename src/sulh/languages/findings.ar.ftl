## What findings say

place-in = في { $zone }
place-anywhere = في أي مكان
place-everywhere = في كل مكان
period-to = من { $first } إلى { $last }
bounds-least = { $low } على الأقل
bounds-range = من { $low } إلى { $high }
allow-any = أي عدد
allow-perhaps-any = { $low }، وربما أي عدد
allow-perhaps = { $low }، وربما { $high }
join-or = { $list } أو { $last }
item-except = { $item } عدا { $out }
says-head = { $party } { $place }، { $time }
says-met = تم الامتثال: { $text }
says-breached = تم الخرق: { $text }
says-undetermined = غير محسوم: { $text }
says-waived = تم الامتثال: استثناء متفق عليه يشمل { $party } { $place }، { $time }.
says-over = { $head }: { $low } على الأقل من { $item }، والمسموح به { $allowed }.
says-counted = { $head }: أُحصي { $bounds } من { $item }، والمسموح به { $allowed }.
says-count-unknown = { $head }: عدد { $item } غير معروف، والمسموح به { $allowed }.
says-bounds = { $head }: { $bounds } من { $item }، والمسموح به { $allowed }.
acts-certain =
    { $count ->
        [zero] لا أعمال مؤكدة
        [one] عمل مؤكد واحد
        [two] عملان مؤكدان
        [few] { $count } أعمال مؤكدة
        [many] { $count } عملا مؤكدا
       *[other] { $count } عمل مؤكد
    }
acts-possible =
    { $count ->
        [zero] لا أعمال محتملة
        [one] عمل محتمل واحد
        [two] عملان محتملان
        [few] { $count } أعمال محتملة
        [many] { $count } عملا محتملا
       *[other] { $count } عمل محتمل
    }
acts-at-least = ما لا يقل عن { $sure } في التقارير وعددها { $reports }
says-acts = { $head }: { $sure } ({ $acts })، ولا يُسمح بأي منها.
says-acts-perhaps = { $head }: { $sure } و{ $perhaps } ({ $acts })، ولا يُسمح بأي منها.
says-no-act = { $head }: لا عمل ({ $acts })، وكانت المراقبة متواصلة.
says-acts-doubt = { $head }: لا عمل مؤكدا، و{ $perhaps } ({ $acts }).
says-unwatched = { $head }: لم يُبلَّغ عن أي عمل ({ $acts })، ولا يُعرف أن أحدا كان يراقب.
says-none = { $head }: لا وجود لـ { $item } ولا عمل ({ $acts }).
says-none-unknown = { $head }: لا يُعرف هل كان هناك { $item } أو عمل ({ $acts }).
says-duty-head = { $duty } من جانب { $party } { $place }، { $time }
says-every-met =
    { $days ->
        [one] { $head }: مرة كل يوم على الأقل، كما اتُّفق عليه.
        [two] { $head }: مرة كل يومين على الأقل، كما اتُّفق عليه.
        [few] { $head }: مرة كل { $days } أيام على الأقل، كما اتُّفق عليه.
        [many] { $head }: مرة كل { $days } يوما على الأقل، كما اتُّفق عليه.
        [zero] { $head }: كما اتُّفق عليه.
       *[other] { $head }: مرة كل { $days } يوم على الأقل، كما اتُّفق عليه.
    }
says-every-breached =
    { $days ->
        [one] { $head }: ليس مرة كل يوم على الأقل، خلافا لما اتُّفق عليه.
        [two] { $head }: ليس مرة كل يومين على الأقل، خلافا لما اتُّفق عليه.
        [few] { $head }: ليس مرة كل { $days } أيام على الأقل، خلافا لما اتُّفق عليه.
        [many] { $head }: ليس مرة كل { $days } يوما على الأقل، خلافا لما اتُّفق عليه.
        [zero] { $head }: خلافا لما اتُّفق عليه.
       *[other] { $head }: ليس مرة كل { $days } يوم على الأقل، خلافا لما اتُّفق عليه.
    }
says-every-undetermined =
    { $days ->
        [one] { $head }: لا يُعرف هل تم ذلك مرة كل يوم على الأقل، كما اتُّفق عليه.
        [two] { $head }: لا يُعرف هل تم ذلك مرة كل يومين على الأقل، كما اتُّفق عليه.
        [few] { $head }: لا يُعرف هل تم ذلك مرة كل { $days } أيام على الأقل، كما اتُّفق عليه.
        [many] { $head }: لا يُعرف هل تم ذلك مرة كل { $days } يوما على الأقل، كما اتُّفق عليه.
        [zero] { $head }: لا يُعرف هل تم ذلك كما اتُّفق عليه.
       *[other] { $head }: لا يُعرف هل تم ذلك مرة كل { $days } يوم على الأقل، كما اتُّفق عليه.
    }
times =
    { $count ->
        [zero] ولا مرة
        [one] مرة واحدة
        [two] مرتين
        [few] { $count } مرات
        [many] { $count } مرةً
       *[other] { $count } مرة
    }
done-certain = { $times } على وجه اليقين
done-never = ولا مرة على وجه اليقين
done-most = { $done }، و{ $times } على الأكثر
says-times = { $head }: { $done }، والمتفق عليه { $agreed } في الشهر.
says-notice-met = إشعار بـ { $acts } من جانب { $party } { $place }، قبل { $hours ->
        [zero] { $hours } ساعة
        [one] ساعة واحدة
        [two] ساعتين
        [few] { $hours } ساعات
        [many] { $hours } ساعة
       *[other] { $hours } ساعة
    }: قُدِّم في الوقت المحدد.
says-notice-breached = إشعار بـ { $acts } من جانب { $party } { $place }، قبل { $hours ->
        [zero] { $hours } ساعة
        [one] ساعة واحدة
        [two] ساعتين
        [few] { $hours } ساعات
        [many] { $hours } ساعة
       *[other] { $hours } ساعة
    }: لم يُقدَّم في الوقت المحدد.
says-notice-undetermined = إشعار بـ { $acts } من جانب { $party } { $place }، قبل { $hours ->
        [zero] { $hours } ساعة
        [one] ساعة واحدة
        [two] ساعتين
        [few] { $hours } ساعات
        [many] { $hours } ساعة
       *[other] { $hours } ساعة
    }: لا يُعرف هل قُدِّم في الوقت المحدد.
says-disarmed = { $head }: { $bounds } { $what } قبل بدايته؛ والمتفق عليه { $owed } على الأقل حتى { $deadline }.
says-what-weapons = من الأسلحة المسلَّمة
says-what-cantoned = من الأفراد في مواقع التجميع
says-what-disarmed = من الأفراد الذين نُزع سلاحهم
says-what-demobilised = من الأفراد المسرَّحين
says-answer-met = طلب { $request } { $place }، على { $party } أن يرد عليه بـ { $duty } خلال { $hours ->
        [zero] { $hours } ساعة
        [one] ساعة واحدة
        [two] ساعتين
        [few] { $hours } ساعات
        [many] { $hours } ساعة
       *[other] { $hours } ساعة
    }: تم الرد في الوقت المحدد.
says-answer-breached = طلب { $request } { $place }، على { $party } أن يرد عليه بـ { $duty } خلال { $hours ->
        [zero] { $hours } ساعة
        [one] ساعة واحدة
        [two] ساعتين
        [few] { $hours } ساعات
        [many] { $hours } ساعة
       *[other] { $hours } ساعة
    }: لم يتم الرد في الوقت المحدد.
says-answer-undetermined = طلب { $request } { $place }، على { $party } أن يرد عليه بـ { $duty } خلال { $hours ->
        [zero] { $hours } ساعة
        [one] ساعة واحدة
        [two] ساعتين
        [few] { $hours } ساعات
        [many] { $hours } ساعة
       *[other] { $hours } ساعة
    }: لا يُعرف هل تم الرد في الوقت المحدد.
reason-over-limit = أقل عدد تسمح به التقارير يتجاوز المسموح به.
reason-act = عمل واحد على الأقل مؤكد.
reason-may-be-one = بعض الأعمال المؤكدة ربما كانت حدثا واحدا ذُكر أكثر من مرة.
reason-missed = لم يتم ذلك في الوقت المحدد، وتأكد أن السجل كامل.
reason-within-limit = الإحصاء الكامل ضمن الحد المسموح به.
reason-no-act = كانت المراقبة متواصلة ولم يُبلَّغ عن أي عمل.
reason-done = تم ذلك في الوقت المحدد.
reason-done-before = كان ما يكفي قد أُنجز قبل بداية هذه المدة.
reason-waived = يشمله استثناء متفق عليه.
reason-no-complete-count = لم يُحصِ أحد كل ما في المنطقة.
reason-no-report = لم يُبلَّغ عن أي عمل، ولا يُعرف أن أحدا كان يراقب كل عمل من هذا النوع.
reason-count-straddles = يقع الحد المسموح به بين طرفي إحصاء كامل.
reason-partial-alleges = يذكر تقرير عددا أكبر من المسموح به، ولكن دون يقين.
reason-near-border = يقع مكان أقرب إلى حدٍّ مما تسمح به الدقة.
reason-vague-place = المكان منطقة لا نقطة، أو أن موقعه لا يطابق اسمه.
reason-vague-date = يتجاوز التاريخ حدود الشهر أو مدة السريان أو لحظة الحكم.
reason-weak-source = تقرير دون ما تتطلبه قاعدة الإثبات في البعثة.
reason-same-row = سطران من تفتيش واحد يقولان الشيء نفسه، وربما كانا عن شيء واحد.
reason-coalition = الفاعل ائتلاف أو اسم ملتبس، ولم يُسمَّ أي عضو فيه.
reason-initiator-unknown = لا يعرف أحد من بدأ.
reason-opponent-unknown = الطرف الآخر قد لا يكون طرفا في الاتفاق.
reason-contradiction = إحصاءان لوقت واحد يتناقضان.
reason-waiver-unclear = ربما ينطبق استثناء متفق عليه.
reason-pending = لم تنته المهلة بعد.
reason-register-incomplete = لا شيء يثبت إنجازه، ولم يُعلن أن السجل كامل.
reason-register-unconfirmed = لا شيء يثبت إنجازه، لكن مصدرا واحدا فقط يقول إن السجل كامل.
reason-one-report = تقرير واحد فقط يذكر عملا، ولم يؤكده أحد، وقاعدة الإثبات تطلب تقريرا ثانيا.
reason-one-count = إحصاء واحد فقط، لم يؤكده أحد، يتجاوز المسموح به بجزء من عشرين أو أقل.
reason-one-event = ربما حدث واحد: { $reports }.
settle-one-report = تقرير ثان، أو تأكيد من مصادر أخرى (المصداقية 1)، لما ورد في { $reports }.
settle-compare = حكم بشأن ما إذا كانت حدثا واحدا: sulh compare { $ids } --same (أو --different).
settle-no-complete-count = تفتيش كامل { $place }، { $time }، أُحصي فيه كل { $item }. فإن لم يحدث فلا يمكن الحسم إلا في الأشهر المقبلة، بزيارة في كل شهر.
settle-no-report = بيان ممن كان يراقب { $place }، { $time }: أنه راقب طوال الوقت وكان سيبلغ عن كل عمل من هذا النوع ({ $acts }).
settle-one-count = إحصاء ثان لـ { $item } { $place }، { $time }، أو تأكيد للإحصاء الأول من مصادر أخرى (المصداقية 1).
settle-count-straddles = إعادة إحصاء { $item } { $place } بحدود أضيق من { $bounds }، والمسموح به { $allowed }.
settle-partial-alleges = زيارة إلى { $places }، مع إحصاء كامل لـ { $item }.
settle-near-border = تحديد الموقع بدقة، أو زيارة المكان، في { $reports }.
settle-vague-place = المكان الدقيق، من المصدر، في { $reports }.
settle-vague-date = التاريخ الدقيق، من المصدر، في { $reports }.
settle-weak-source = تقرير ثان مستقل عما ورد في { $reports }.
settle-same-row = كلمة من المفتشين تبين هل هو شيء واحد سُجل مرتين، بشأن { $reports }.
settle-coalition = تقرير يسمي الفاعل في { $reports }.
settle-initiator-unknown = تحقيق فيمن بدأ، في { $reports }.
settle-opponent-unknown = اسم الطرف الآخر في { $reports }.
settle-contradiction = إعادة إحصاء مشتركة: إحصاءان لوقت واحد يتناقضان في { $reports }.
settle-waiver-unclear = تواريخ { $waivers } ومناطقه وأعداده، من الطرفين.
settle-pending = لا شيء بعد: يُعاد الحكم بعد انتهاء المهلة التي بدأت { $time }.
settle-register-incomplete = السجل { $place }، معلنا كاملا ممن يمسكه، { $time }.
settle-register-unconfirmed = مصدر ثان مستقل يعلن أن السجل { $place } كامل، { $time }، أو مقارنته بسجلات أخرى (المصداقية 1). وما يثبت إنجاز الواجب، إن وُجد.
the-exception = الاستثناء
the-place-reported = المكان المذكور
more-reports = { $names } و{ $count } غيرها
more-places = { $names }؛ { $count ->
        [zero] و{ $count } مكان آخر
        [one] ومكان واحد آخر
        [two] ومكانان آخران
        [few] و{ $count } أماكن أخرى
        [many] و{ $count } مكانًا آخر
       *[other] و{ $count } مكان آخر
    }

## What the reports behind a finding say

join-and = { $list } و{ $last }
span-moment = { $day } الساعة { $time } ({ $zone })
span-hours = { $day } من { $first } إلى { $last } ({ $zone })
span-days = من { $day } الساعة { $first } إلى { $until } الساعة { $last } ({ $zone })
evidence-corrected = صُحِّح بالقيد { $by } في { $when }
evidence-retracted = سُحب بالقيد { $by } في { $when }
evidence-reason = { $text }: { $reason }
evidence-centre = { $position } (خط العرض وخط الطول؛ مركز منطقة)
evidence-position = { $position } (خط العرض وخط الطول؛ ضمن { $metres } م)
evidence-nobody = لم يُسمَّ أحد
evidence-against = { $who } ضد { $other }
evidence-begun = { $who }، والبادئ { $began }
evidence-counted = { $bounds } من { $item }
evidence-all-counted = { $bounds } من { $item }، إحصاء كامل
evidence-dead = { $act }، القتلى: { $bounds }
evidence-all-seen = { $duty }، شوهد كل شيء
evidence-not-all-seen = { $duty }، لم يُشاهَد كل شيء
evidence-notice = إشعار بـ { $act }، { $time }
evidence-request = طلب { $request }
evidence-weapons = الأسلحة المسلَّمة: { $number }
evidence-combatants = { $bounds } من الأفراد: { $phase }
evidence-all-watched = كان سيُبلَّغ عن كل عمل من هذا النوع: { $acts }
evidence-some-watched = كان سيُبلَّغ عن بعض هذه الأعمال فقط: { $acts }
settled-same = يقول { $source } إن { $names } حدث واحد (القيد { $record }).
settled-different = يقول { $source } إن { $names } أحداث مختلفة (القيد { $record }).
settled-with =
    { $count ->
        [zero] { $names }
        [one] { $names } مع تقرير آخر
        [two] { $names } مع تقريرين آخرين
        [few] { $names } مع { $count } تقارير أخرى
        [many] { $names } مع { $count } تقريرا آخر
       *[other] { $names } مع { $count } تقرير آخر
    }
retracted-report = { $record } ({ $source }): { $text }
waiver-from = ابتداء من { $first }
waiver-line = { $title } ({ $article })، { $dates }: { $terms }.
waiver-line-grade = { $title } ({ $article })، { $dates }: { $terms }؛ { $grade }.
waiver-suspends = الحكم معلق
waiver-more-any = { $low } إضافية أو أي عدد إضافي
waiver-more = { $bounds } إضافية
waiver-instead = { $most } بدلا من ذلك، إن كان أكثر
grade-exception = الاستثناء
grade-secondary = { $fact }: نقلا عن مصدر ثانوي
grade-to-verify = { $fact }: من المعرفة العامة، ويجب التحقق منه في المصدر
grade-approximate = { $fact }: تقريبي، وُضع لهذه البعثة
grade-sentence = { $text }.
fact-agreement = الاتفاق «{ $title }»
fact-provision = الحكم «{ $title }»
fact-party = كون { $party } طرفا
fact-border = حدود { $name }، مرسومة بدقة { $metres } م
fact-line = { $name }، مرسوم بدقة { $metres } م
fact-exception = الاستثناء «{ $title }»
fact-member = أن «{ $name }» قد يعني { $party }
version-two = { $key } له نسختان: السجل { $used } من الموقع { $used_site } مستعمل، والسجل { $aside } من الموقع { $aside_site } غير مستعمل. صحح أحدهما أو اسحبه.
record-set-aside = السجل { $record } من الموقع { $site }، من النوع { $kind }، مستبعد: محتواه لا يناسب نوعه ({ $problem }).

## ما يقوله السجل في سطر واحد من قائمة

summary-set-aside = مستبعد: { $reason }
summary-witness = رأى { $by } الموقع { $site } وفيه { $size } من السجلات، الجذر { $root }
summary-correction = يصحح { $record }: { $reason }
summary-retraction = يسحب { $record }: { $reason }
summary-release = يتيح { $record } إلى { $to }: { $reason }
summary-release-nobody = لا يتيح { $record } لأحد: { $reason }
summary-release-marked = يتيح { $record } إلى { $to }، بالوسم { $tlp }: { $reason }
summary-release-nobody-marked = يسِم { $record } بالوسم { $tlp } دون إتاحته لأحد: { $reason }
summary-import = { $name } sha256 { $digest }
summary-genesis = الموقع { $site }
summary-fork = وقّع الموقع { $site } تاريخين: { $file }
summary-note = عن { $record }: [مختوم لـ { $audiences }]
summary-key-destroyed = نُسيت الحالة { $name }: { $reason }
summary-device-key-asked = طُلب قبول مفتاح الجهاز { $key } للحساب { $account }
summary-device-key-allowed = قُبل مفتاح الجهاز { $key } للحساب { $account }
summary-device-key-revoked = أُلغي مفتاح الجهاز { $key } للحساب { $account }
summary-access =
    { $count ->
        [zero] لم يقرأ { $role } { $account } أي تقرير مقيد: { $what }
        [one] قرأ { $role } { $account } تقريرًا مقيدًا واحدًا: { $what }
        [two] قرأ { $role } { $account } تقريرين مقيدين: { $what }
        [few] قرأ { $role } { $account } { $count } تقارير مقيدة: { $what }
        [many] قرأ { $role } { $account } { $count } تقريرًا مقيدًا: { $what }
       *[other] قرأ { $role } { $account } { $count } تقرير مقيد: { $what }
    }
summary-answer = { $party } { $stance } { $finding }: { $text }
