## ما تقوله الصفحات المطبوعة عن الانتشار والدوريات والتوقعات واختبارها بأثر رجعي

plan-map = الخريطة
ways-head = الطرق
ways-closed = مغلق
ways-slow = بطيء، أو لا يحمل المركبات الثقيلة

# انتشار

deploy-title = الانتشار
deploy-titled = الانتشار، { $mission }
deploy-caution = الوجود في المتناول ليس حماية: الخطة تبيّن من أين يمكن أن تأتي المساعدة في الوقت المناسب.
deploy-key-within = في المتناول (المساحة: الوزن)
deploy-key-out = خارج المتناول
deploy-key-existing = موقع قائم
deploy-key-new = موقع جديد
deploy-key-closes = موقع قائم تغلقه الخطة
deploy-existing = قائم
deploy-new = جديد
deploy-sites = المواقع
deploy-site = الموقع
deploy-now = الحالة
deploy-units = الوحدات
deploy-within = في المتناول
deploy-only = من هنا فقط
deploy-why = لماذا كل موقع
deploy-proven = { $result }؛ ثبت أنه لا خطة أخرى أفضل.
deploy-not-called-proven = { $result }؛ ولا يقال إنه ثابت: { $lost } من { $all } من الطلبات لا طريق لها إلى أي موقع. إن كان هذا صحيحًا فقل ذلك باستعمال ‎--yes‎.
deploy-needed = { $result }؛ غير مثبت: يلزم على الأقل { $least }.
deploy-at-most = { $result }؛ غير مثبت: الأفضل لا يزيد على { $best } (الفارق { $gap }).
deploy-nearer = { $result }؛ غير مثبت: الأفضل لا يزيد قربه على { $gap }.
deploy-cover = { $part } من { $whole } في المتناول ({ $share })
deploy-median = المتوسط إلى أقرب موقع { $away }؛ وفي المتناول { $share }
deploy-centre = الأبعد على { $away }؛ وفي المتناول { $share }
deploy-fewest = عدد القواعد التي تبلغ كل من يمكن للمواقع بلوغه: { $bases }؛ وفي المتناول { $share }
deploy-km = { $km } كم
deploy-minutes = { $minutes } دقيقة
deploy-closes = تُغلق: { $sites }.
deploy-district = المنطقة { $name }: { $share } في المتناول.
deploy-worst = في أسوأ { $tail } من العينات وعددها { $samples }، يبقى خارج المتناول في المتوسط { $weight }.
deploy-backup = الدعم: { $weight } في متناول موقعين أو أكثر ({ $share }).
deploy-unreached = { $weight } خارج متناول المواقع التي يجوز استعمالها.
deploy-unconnected = { $weight } غير متصل بأي موقع من الخطة.
deploy-cut-off = { $lost } من { $all } من الطلبات، ووزنها { $weight } من { $whole }، غير متصلة بأي موقع: بعيدة عن الطرق (‎--off-road-km‎)، أو في جزء من الشبكة لا موقع فيه، أو بلا صف في أوقات التنقل. وهي: { $names }.
deploy-cut-off-closed = { $lost } من { $all } من الطلبات، ووزنها { $weight } من { $whole }، غير متصلة بأي موقع: بعيدة عن الطرق (‎--off-road-km‎)، أو في جزء من الشبكة لا موقع فيه، أو بلا صف في أوقات التنقل، أو وراء إغلاق. وهي: { $names }.

# الدوريات

patrol-title = الدوريات
patrol-confidential = سري
patrol-key-presence = كلما امتلأت زاد احتمال الزيارة في اليوم
patrol-key-base = قاعدة
patrol-hours = الخروج في { $out }، والعودة قبل { $back }.
patrol-hours-next = الخروج في { $out }، والعودة قبل { $back } في اليوم التالي.
patrol-presence = الحضور المتوقع في اليوم
patrol-number = الرقم
patrol-place = المكان
patrol-value = القيمة
patrol-this-plan = هذه الخطة
patrol-uniform = بالتساوي
patrol-fixed = ثابت
patrol-calendar = الجدول الزمني
patrol-date = التاريخ
patrol-patrol = الدورية
patrol-visits = الزيارات
patrol-visit = { $place } { $begins }-{ $ends }
patrol-caption = الأماكن بأرقامها في الجدول أدناه.
patrol-harm = أسوأ ضرر يبقى إذا عرف الطرف الآخر الاحتمالات ولم يعرف القرعة: { $harm } (بالتساوي { $uniform }، ثابت { $fixed })، وأكثره في { $place }.
patrol-proven = لا خطة تُبقي أقل منه.
patrol-not-proven = هذه الأيام نتيجة بحث (PyVRP) ولم يثبت أنها الأفضل: لا خطة تُبقي أقل من { $bound }.
word-base = قاعدة
deploy-unit = { $count } { $unit }
