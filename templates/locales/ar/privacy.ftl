# Arabic: the download of one's own data: names of its parts.
export-person = عنك
export-roles = أدوارك
export-sessions = عمليات تسجيل دخولك
export-enrolments = دوراتك
export-lessons = الدروس المقروءة
export-attempts = الاختبارات والمهام الكتابية
export-mails = الرسائل التي أرسلناها إليك
export-nothing = لا شيء محفوظ هنا.
export-made = أُعدّ في { $when }.
export-files = تُفتح هذه الصفحة بلا اتصال. وإلى جانبها مجلد «data» وفيه كل شيء كاملًا، مع كل عملية حفظ، بصيغة تقرؤها البرامج (JSON). وفي مجلد «certificates» شهاداتك.
export-name = الاسم الكامل
export-latin = الاسم بالأحرف اللاتينية
export-country = البلد
export-agency = الجهة
export-joined = الحساب منذ
export-welcomed = تأكيد الاسم
export-role = الدور
export-role-instructor = مدرب
export-role-coordinator = منسق
export-role-admin = مدير الخادم
export-since = منذ
export-starts = البداية
export-ends = النهاية
export-enrolled = الإضافة إلى الدورة
export-extra = وقت إضافي
export-withdrawn = الإخراج من الدورة
export-lesson = الدرس
export-module = الوحدة
export-read = وُضعت عليه علامة «مقروء»
export-attempt = المحاولة
export-begun = البدء
export-handed-in = التسليم
export-not-yet = ليس بعد
export-receipt = الإيصال
export-late = بعد انتهاء الوقت
export-result = النتيجة
export-released = نشر النقاط
export-certificates = شهاداتك
export-issued = الإصدار
export-signed-in = تسجيل الدخول
export-expires = ينتهي في موعد أقصاه
export-ended = تسجيل الخروج
export-subject = الموضوع
export-recipient = إلى
export-written = الكتابة
export-sent = الإرسال
# البيانات الشخصية والمحو.
export-teaching = الدورات التي تدرّسها
export-invitations = دعواتك
export-extra-attempts = محاولات مُنحت لك
export-held = إجابات وصلت متأخرة أو مكررة
export-reason = السبب
export-used = استُخدمت
export-kind = لأجل
export-purpose-quiz = اختبار
export-purpose-task = مهمة كتابية
export-given = مُنحت
export-received = الوصول
export-held-why = سبب الانتظار
export-held-hash = تضررت في الطريق
export-held-shape = تعذرت قراءتها
export-held-chain = إجابة أخرى كانت في مكانها
export-held-other-content = سبق أن وصلت بكلمات أخرى
export-held-after-submission = وصلت بعد التسليم
export-held-late = وصلت بعد انتهاء الوقت
export-verdict = القرار
export-verdict-counted = محسوبة
export-verdict-set-aside = غير محسوبة
export-decided = تاريخ القرار
privacy-title = بياناتك: ما الذي يُحفظ وإلى متى
privacy-lead = أُعدت هذه الصفحة من القائمة نفسها التي يحفظ الخادم ويحذف وفقًا لها. الجهة المسؤولة: { $issuer }. للمراسلة: العنوان الذي وصلت منه دعوتك.
privacy-what = ماذا
privacy-long = إلى متى
privacy-gone = عند محو حسابك
privacy-all-goes = يُحذف كله.
privacy-goes = ويُحذف كل ما عدا ذلك.
privacy-stays = يبقى من دون اسمك:
privacy-copy = الحصول على نسخة
privacy-copy-next = في ملفك الشخصي ملف واحد فيه كل ما يخصك، للقراءة وللبرامج. لا يشمل بصمات كلمات المرور والروابط والرموز، ولا مفاتيح الأسئلة، ولا نوعين من النصوص: ملاحظات المنسقين على الشهادات المسحوبة، وما كتبه غرباء عن عنوان مفقود. يمكن طلبها برسالة.
privacy-erase = محو الحساب
privacy-erase-next = يُطلب ذلك في ملفك الشخصي، ويمكن التراجع عنه خلال { $days } يومًا. ويمكن أيضًا مراسلتنا.
privacy-backups = تُستبدل النسخ الاحتياطية بالتتابع. ومن يستعد نسخة قديمة يمحُ حسابك من جديد.
privacy-not = ما لا يُحفظ
privacy-not-next = لا قوائم بالصفحات التي فُتحت، ولا عنوان جهازك، ولا شيء للإعلانات. لا يحوي سجل الخادم أسماء ولا عناوين ولا إجابات. تحمل ملفات تعريف الارتباط جلستك ولغتك وآخر رسالة فقط. والتحقق من شهادة لا يترك أثرًا.
nav-privacy = بياناتك
purpose-account = حسابك
purpose-account-next = لمراسلتك بلغتك، وعرض المواعيد بتوقيتك، وكتابة اسمك على الشهادات كما تكتبه.
purpose-sign-in = تسجيل الدخول
purpose-sign-in-next = كي لا يدخل أحد غيرك، ولتتمكن من أداء ما يتيحه دورك.
purpose-courses = دوراتك
purpose-courses-next = لتجد عملك حيث توقفت، وليرى المنسق من يحتاج إلى مساعدة.
purpose-answers = إجاباتك
purpose-answers-next = كي لا تضيع أي إجابة، ولكي يمكن شرح النتيجة عند السؤال.
purpose-results = النتائج والملاحظات
purpose-results-next = لتتعلم منها، ولتستند الشهادة إلى أساس.
purpose-certificates = الشهادات
purpose-certificates-next = لتتمكن من تنزيل شهادتك بعد سنوات، وليتحقق منها كل من تعرضها عليه.
purpose-mail = الرسائل إليك
purpose-mail-next = لإعادة إرسال رسالة لم تصل.
purpose-requests = الطلبات
purpose-requests-next = ليبتّ فيها شخص، ولئلا يستولي أحد على حساب خفية.
purpose-log = سجل الأفعال
purpose-log-next = لمعرفة من أصدر شيئًا أو غيّره أو اطلع عليه، وهل يعمل الخادم كما ينبغي. فيه أرقام بدل الأسماء.
data-password = بصمة كلمة المرور ووقت تعيينها
data-sessions = أوقات تسجيل الدخول والخروج
data-codes = رموز البريد: بصمتها ووقت استخدامها
data-roles = أدوارك ومكانها ومنذ متى
data-suspension = إغلاق الحساب وسببه
data-enrolled = الدورة التي تشارك فيها ومنذ متى
data-withdrawn = وقت إخراجك من دورة
data-reasons = الأسباب التي كتبها المنسقون
data-extra-time = وقت إضافي
data-extra-attempts = محاولات مُنحت لك
data-invitations = الدعوات: بصمة الرابط ووقت الإرسال والاستخدام
data-lessons = الدروس التي وُضعت عليها علامة «مقروء»
data-completed = وقت إتمام الدورة
data-attempts = وقت البدء والتسليم، والأسئلة التي كانت لديك
data-answers = كل إجابة محفوظة
data-device = الاسم العشوائي لجهازك وساعته
data-chain = الإيصالات: وقت وصول كل إجابة وبصمتها
data-held = الإجابات المتأخرة أو المكررة وما تقرر بشأنها
data-points = النقاط وهل اجتزت
data-marks = أي إجابة نالت أي نقاط
data-feedback = ملاحظات المدربين
data-certificate-number = رقم كل شهادة ورمز التحقق ويومها
data-certificate-facts = ما كُتب فيها مع اسمك
data-certificate-file = ملفها (PDF)
data-revocation = سحبها ووقته وسببه
data-revocation-note = ملاحظة عن ذلك للمنسقين
data-obstacle = سبب تعذر إعداد شهادة
data-mail = إلى من ومتى وأي نوع وهل وصلت
data-mail-text = نص الرسالة
data-lost-access = «لم أعد أصل إلى بريدي»: الاسم والعنوان كما كُتبا، والجواب
data-erasure = رغبتك في محو الحساب ويومها
data-erased = يوم تنفيذ المحو
data-log = ما الذي فُعل ومتى، وبأي رقم وعلى أي رقم
data-jobs = عمل ينتظر، كرسالة يجب إرسالها
span-days = { $count ->
    [zero] { $count } يوم
    [one] يوم واحد
    [two] يومين
    [few] { $count } أيام
    [many] { $count } يومًا
   *[other] { $count } يوم
}
span-years = { $count ->
    [zero] { $count } سنة
    [one] سنة واحدة
    [two] سنتين
    [few] { $count } سنوات
    [many] { $count } سنة
   *[other] { $count } سنة
}
keep-account = ما دام لديك حساب. والحساب الذي لم يدخله أحد يزول بعد سنة واحدة من آخر دورة له.
keep-done = إلى أن يُنجز أو يزول سببه.
keep-session = عمليات الدخول: بعد { $span } من انتهائها.
keep-code = الرموز: بعد { $span } من انتهائها.
keep-mail-text = النص: بعد { $span } من الإرسال.
keep-mail = وجود الرسالة: بعد { $span }.
keep-course = ما يساعد على المشاركة: بعد { $span } من نهاية الدورة.
keep-answers = ما كتبته وما كُتب عنه: بعد { $span } من نهاية الدورة.
keep-request = الطلبات: بعد { $span }.
keep-audit = أسطر السجل: بعد { $span }.
keep-dead-job = العمل الذي تعذر إنجازه: بعد { $span }.
stays-counts = تواصل الدورات عدّ من شاركوا وكيف كانت نتائجهم.
stays-chain = يثبت أن ما أكده الخادم قد وصل. أما الكلمات فقد حُذفت.
stays-number = كي لا يُتهم حامل الورقة بالتزوير: تبيّن صفحة التحقق أن بياناتها مُحيت.
stays-log = يجب أن يبقى ممكنًا معرفة ما جرى للدورات والشهادات والحسابات. ولم يعد الرقم يدل على أحد.
erasure-title = محو حسابي
erasure-profile-lead = يُحذف كل ما يخصك نهائيًا. تشرح الصفحة التالية معنى ذلك قبل اتخاذ القرار.
erasure-profile-go = ماذا يعني ذلك
erasure-lead = بعد { $days } يومًا من الطلب يُحذف كل ما كتبته أو كتبه غيرك عنك. ويمكن التراجع حتى ذلك الحين. وبعده لا يستطيع أحد استعادته.
erasure-due = سيُمحى حسابك في { $when }.
erasure-due-next = حتى ذلك الحين يعمل كل شيء كما كان. وعند التراجع لا يحدث شيء.
erasure-take-back = التراجع: إبقاء حسابي
error-last-admin = لا يمكن محو آخر مدير للخادم
error-last-admin-next = لن يبقى من يعتني بالخادم. يُمنح دور مدير الخادم أولًا لشخص آخر (portolan people roles) ثم يُعاد الطلب.
erasure-courses = أنت في منتصف دورة. سيتم إخراجك منها ولن يُحسب ما أنجزته:
erasure-certificates = { $count ->
    [zero] ليست لديك شهادات.
    [one] لديك شهادة واحدة. لن يمكن تنزيلها بعد ذلك، ومن يتحقق منها يقرأ أن بياناتها مُحيت: لا يعود الاسم والدورة والساعات مؤكدة. يُفتح رمزها بالمفاتيح المنشورة، لكن قائمتنا تقول إنها لم تعد معتمدة.
    [two] لديك شهادتان. لن يمكن تنزيلهما بعد ذلك، ومن يتحقق منهما يقرأ أن بياناتهما مُحيت: لا يعود الاسم والدورات والساعات مؤكدة. يُفتح رمزاهما بالمفاتيح المنشورة، لكن قائمتنا تقول إنهما لم تعودا معتمدتين.
    [few] لديك { $count } شهادات. لن يمكن تنزيلها بعد ذلك، ومن يتحقق منها يقرأ أن بياناتها مُحيت: لا يعود الاسم والدورات والساعات مؤكدة. تُفتح رموزها بالمفاتيح المنشورة، لكن قائمتنا تقول إنها لم تعد معتمدة.
   *[other] لديك { $count } شهادة. لن يمكن تنزيلها بعد ذلك، ومن يتحقق منها يقرأ أن بياناتها مُحيت: لا يعود الاسم والدورات والساعات مؤكدة. تُفتح رموزها بالمفاتيح المنشورة، لكن قائمتنا تقول إنها لم تعد معتمدة.
}
erasure-roles = تفقد أدوارك. ما كتبته عن الآخرين مدربًا أو منسقًا جزء من سجلاتهم ويبقى من دون اسمك.
erasure-copy = يُفضل أخذ نسخة أولًا. وهي تشمل شهاداتك أيضًا.
erasure-goes = ما يُحذف
erasure-stays = ما يبقى من دون اسمك ولماذا
erasure-after = بعد ذلك يصبح عنوانك غير معروف هنا. ويمكن دعوتك من جديد شخصًا جديدًا.
erasure-proof = إثبات هويتك
erasure-code-lead = نرسل رمزًا إلى بريدك الإلكتروني. يُكتب هنا، وهو صالح لمدة 15 دقيقة.
erasure-by-code = لا أعرف كلمة المرور
erasure-by-password = استخدام كلمة المرور
erasure-ask = محو حسابي
flash-erasure-asked = سُجل الطلب وراسلناك. يمكن التراجع عنه هنا.
flash-erasure-code = الرمز في الطريق إلى بريدك الإلكتروني.
flash-erasure-taken-back = يبقى حسابك. لم يُحذف شيء.
mail-erasure-asked-subject = سيُمحى حسابك
mail-erasure-asked-lead = جاء ذلك بناء على طلبك. في { $when }، أي بعد { $days } يومًا، يُحذف كل ما يخصك، وشهاداتك أيضًا.
mail-erasure-asked-next = حتى ذلك الحين يمكن التراجع في الصفحة أدناه، ويمكن أخذ نسخة من بياناتك هناك أيضًا.
mail-erasure-not-you = إذا لم يكن هذا الطلب منك، فيُرجى التراجع فورًا وتعيين كلمة مرور جديدة: لقد استخدم أحدهم حسابك.
mail-erasure-asked-open = العرض أو التراجع
mail-erased-subject = مُحي حسابك
mail-erased-lead = حُذف كل ما كتبته أو كتبه غيرك عنك. لا يمكن لأحد استعادته ولا تسجيل الدخول بهذا العنوان.
mail-erased-certificates = إن كانت لديك شهادات، فمن يتحقق من إحداها يقرأ أن بياناتها مُحيت برغبة صاحبها. وليس ذلك دليلًا على التزوير.
mail-erased-last = هذه آخر رسالة منا. ولا نحتفظ بعنوانك.
mail-erase-code-lead = يُرجى كتابة هذا الرمز في الصفحة التي يُطلب فيها محو حسابك. الرمز صالح لمدة 15 دقيقة ولمرة واحدة.
mail-erase-code-ignore = إذا لم يكن هذا الطلب منك، فهناك من فتح حسابك. يُرجى عدم إعطاء الرمز لأحد وتعيين كلمة مرور جديدة في ملفك الشخصي.
