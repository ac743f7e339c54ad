# Arabic: certificates. The first part is printed on the certificate: keep it short.

certificate-title = شهادة إتمام دورة
certificate-certifies = تُمنح هذه الشهادة إلى
certificate-completed = بعد إتمام دورة
certificate-hours = { $hours ->
    [zero] { $hours } ساعة
    [one] ساعة واحدة
    [two] ساعتان
    [few] { $hours } ساعات
    [many] { $hours } ساعة
   *[other] { $hours } ساعة
}
certificate-dates = من { $from } إلى { $to }
certificate-issued = صدرت في { $day }
certificate-signed = موقّعة إلكترونيًا بالمفتاح { $key }؛ صالحة من دون توقيع خطي
certificate-number = رقم الشهادة
certificate-check-code = رمز التحقق { $code }
certificate-verify-at = للتحقق: مسح رمز QR، أو إدخال الرقم ورمز التحقق على الموقع
certificate-qr = رمز QR: يفتح صفحة التحقق من هذه الشهادة

certificate-field-wmd = أسلحة الدمار الشامل
certificate-field-anti-narcotics = مكافحة المخدرات
certificate-field-port-security = أمن الموانئ
certificate-field-customs-core = الكفاءات الجمركية الأساسية
certificate-field-border-policing = العمل الشرطي على الحدود
certificate-field-immigration-inspection = تفتيش الهجرة
certificate-field-commercial-operations = العمليات التجارية
certificate-field-inspection = التفتيش
certificate-field-wco-framework = إطار معايير SAFE لمنظمة الجمارك العالمية

certificates-title = شهاداتي
certificates-none = ليست لديك شهادة بعد
certificates-none-next = تصدر لك شهادة عند إتمام دورة وحلول آخر أيامها. تصلك بالبريد الإلكتروني وتبقى هنا.
certificate-valid = صالحة
certificate-withdrawn = مسحوبة في { $day }: { $reason }
certificate-download = تنزيل PDF
certificate-mail = إرسالها إليّ مرة أخرى
certificate-print = طباعة
certificate-due = لك شهادة مستحقة، لكن تعذر إنشاؤها حتى الآن.
certificate-due-next = المنسق على علم بذلك. يمكنك تصحيح اسمك في ملفك الشخصي.
flash-certificate-mailed = الشهادة في الطريق إلى بريدك الإلكتروني.
error-certificate-mails = تم إرسال هذه الشهادة خمس مرات اليوم
error-certificate-mails-next = يُرجى البحث في مجلد الرسائل غير المرغوب فيها. يمكنك تنزيل ملف PDF الآن، أو إرساله مرة أخرى غدًا.

revocation-issued-in-error = صدرت عن طريق الخطأ
revocation-name-corrected = تم تصحيح الاسم
revocation-misconduct = تمت مخالفة قواعد الدورة
revocation-other = سبب آخر

cohort-certificates = الشهادات
cohort-certificate = الشهادة
cohort-certificates-none = لم تصدر أي شهادة بعد
cohort-certificates-none-next = عندما يُكمل أحد المشاركين الدورة ويحلّ آخر أيامها، تصدر الشهادة ويتم إرسالها تلقائيًا.
cohort-state = الحالة
cohort-mail = البريد الإلكتروني
cohort-asks-address = { $count ->
    [zero] لا طلبات لعنوان بريد إلكتروني جديد
    [one] طلب واحد لعنوان بريد إلكتروني جديد
    [two] طلبان لعنوان بريد إلكتروني جديد
    [few] { $count } طلبات لعنوان بريد إلكتروني جديد
    [many] { $count } طلبًا لعنوان بريد إلكتروني جديد
   *[other] { $count } طلب لعنوان بريد إلكتروني جديد
}
mailing-sent = تم الإرسال
mailing-waiting = في انتظار الإرسال
mailing-failed = تعذر التسليم
cohort-mail-again = إرسالها مرة أخرى إلى { $address }
flash-certificate-mailed-again = سيتم إرسال الشهادة مرة أخرى.

obstacles-title = تعذر إنشاء هذه الشهادات
obstacle-missing-glyph = لا يوجد الحرف { $detail } في أي من خطوط الشهادات.
obstacle-missing-glyph-next = يُرجى إبلاغ المشارك بأن عليه تصحيح الاسم في ملفه الشخصي؛ وبعدها يتم إنشاء الشهادة تلقائيًا. إذا كان الحرف صحيحًا، فيُرجى إبلاغ مدير النظام بالخط الناقص.
obstacle-name-unconfirmed = لم يؤكد المشارك اسمه بعد.
obstacle-name-unconfirmed-next = يُرجى إبلاغ المشارك بأن عليه تسجيل الدخول وتأكيد الاسم. بعد ذلك يُرجى إعادة المحاولة.
obstacle-too-long = أحد النصوص أطول مما تتسع له الشهادة ({ $detail }).
obstacle-too-long-next = يُرجى طلب صيغة أقصر للاسم من المشارك، أو طلب اختصار عنوان الدورة أو اسم الجهة المصدرة من مدير النظام. بعد ذلك يُرجى إعادة المحاولة.
obstacle-no-printer = لا يمكن لهذا الخادم إنشاء الشهادات.
obstacle-no-printer-next = يُرجى إبلاغ مدير النظام: تم بناء البرنامج من دون الشهادات. لم يُفقد شيء؛ يُرجى إعادة المحاولة بعد التعديل.
obstacle-fault = تعذر إعداد صفحة الشهادة ({ $detail }).
obstacle-fault-next = يُرجى إبلاغ مدير النظام بهذه الرسالة. لم يُفقد شيء؛ يُرجى إعادة المحاولة بعد التعديل.
obstacle-retry = إعادة المحاولة
flash-certificate-retried = يجري إنشاء الشهادة. يُرجى إعادة تحميل هذه الصفحة بعد قليل.

revocation-title = السحب
revocation-do = سحب هذه الشهادة
revocation-lead = كل من يتحقق من الشهادة سيقرأ أنها مسحوبة، ومتى، وأي سبب من هذه الأسباب. لا يمكن التراجع عن ذلك.
revocation-reason = السبب
revocation-reason-missing = يُرجى اختيار سبب.
revocation-note = ملاحظة
revocation-note-hint = يقرؤها المنسقون فقط.
revocation-note-too-long = الملاحظة طويلة جدًا. الحد الأقصى 1000 حرف.
flash-certificate-revoked = تم سحب الشهادة.
error-already-revoked = هذه الشهادة مسحوبة بالفعل
error-already-revoked-next = يُرجى إعادة تحميل الصفحة لمعرفة التاريخ والسبب.

replacement-with = إصدار شهادة جديدة الآن أيضًا بالاسم كما هو في الملف الشخصي: { $name }
replacement-title = شهادة جديدة
replacement-made = حلّت محلها الشهادة
replacement-coming = يجري إعداد شهادة جديدة.
replacement-coming-next = أعد تحميل هذه الصفحة بعد لحظات. وإذا تعذّر إعدادها فستجد السبب في قائمة الشهادات.
replacement-lead = تحمل الشهادة الجديدة رقمًا جديدًا وتاريخ اليوم والاسم كما هو في الملف الشخصي: { $name }
replacement-name-next = هل ما زال الاسم خاطئًا؟ اطلب من صاحبه أولًا أن يصحّحه في ملفه الشخصي.
replacement-do = إصدار شهادة جديدة
flash-certificate-replaced = سُحبت الشهادة. يجري إعداد شهادة جديدة وإرسالها.
flash-certificate-replacing = يجري إعداد شهادة جديدة وإرسالها.
error-replacement-of-valid = هذه الشهادة صالحة
error-replacement-of-valid-next = اسحبها قبل أن تصدر شهادة جديدة.

address-title = عنوان البريد الإلكتروني للحساب
address-now = الحالي: { $address }
address-asked = وصل طلب لعنوان جديد في { $when }. لم تثبت هوية مقدم الطلب.
address-asked-name = الاسم المكتوب في الطلب
address-asked-new = العنوان الجديد
address-asked-next = يُرجى التحدث إلى المشارك قبل تغيير أي شيء: بالاتصال برقم معروف لديك.
address-grant = تغيير العنوان
address-refuse = رفض
address-change = تغيير عنوان البريد الإلكتروني
address-change-lead = سيتم تسجيل خروج المشارك من كل الأجهزة. وستصل رسالة إلى العنوانين.
address-new = عنوان البريد الإلكتروني الجديد
address-same = هذا هو عنوان الحساب بالفعل.
error-address-of-staff = لهذا الحساب دور
error-address-of-staff-next = لا يمكن إلا لمدير النظام تغيير عنوان البريد الإلكتروني لمدرب أو منسق.
flash-address-changed = تم تغيير العنوان. ستصل رسالة إلى العنوانين.
flash-access-refused = تم إغلاق الطلب. لم يتغير شيء.

lost-access-title = لا أستطيع الوصول إلى بريدي الإلكتروني
lost-access-lead = هل لديك شهادة؟ إذن يمكن للمنسق تعيين عنوان بريد إلكتروني جديد لحسابك.
lost-access-number-hint = موجود على الورقة وفي ملف PDF، مثل PL-7K3F-Q9TN-4.
lost-access-name = اسمك
lost-access-email = عنوان بريدك الإلكتروني الجديد
lost-access-email-hint = عنوان لا يقرؤه أحد غيرك.
lost-access-ask = طلب التغيير
lost-access-without-number = من دون شهادة، يُرجى التواصل مع منسق دورتك.
lost-access-sent = تم استلام طلبك
lost-access-sent-lead = إذا كنا نعرف هذه الشهادة، فقد وصل طلبك إلى منسقها، وسيتحدث المنسق إليك.
lost-access-sent-next = لا يتغير شيء قبل ذلك. إذا لم يصلك رد خلال أسبوع، فيُرجى التواصل مع جهة التدريب لديك.

verify-title = التحقق من شهادة
verify-lead = يُرجى مسح رمز QR الموجود على الشهادة بالهاتف، أو كتابة رقمها ورمز التحقق هنا.
verify-valid = هذه الشهادة صالحة
verify-valid-next = نحن أصدرناها، ولم يتم تغييرها، ولم يتم سحبها.
verify-elsewhere = هذه الشهادة تحمل توقيعنا
verify-elsewhere-next = لم يتم تغييرها. لكنها غير موجودة في هذا السجل، لذلك لا يمكننا القول هل تم سحبها.
verify-withdrawn = هذه الشهادة مسحوبة
verify-withdrawn-next = نحن أصدرناها، وسحبناها في { $day }: { $reason }.
verify-contradicted = يُرجى عدم قبول هذه الشهادة الآن
verify-contradicted-next = تحمل الشهادة توقيعنا، لكن في سجلنا بيانات مختلفة تحت رقمها. يُرجى سؤال الجهة التي أصدرتها.
verify-altered = تم تغيير هذه الشهادة
verify-altered-next = لا يحتوي رمز QR على ما وقّعناه: تم تغييره أو ينقصه جزء. يُرجى عدم قبول الشهادة وطلب ملف PDF الأصلي من صاحبها.
verify-not-ours = هذه ليست من شهاداتنا
verify-not-ours-next = لا تحمل توقيعنا. يُرجى التأكد من مسح الرمز الصحيح. يُرجى عدم قبولها.
verify-unknown = لا نعرف هذا الرقم مع هذا الرمز
verify-unknown-next = يُرجى التحقق من كل حرف فيهما، أو طلب ملف PDF من صاحب الشهادة.
verify-checked = تم التحقق في { $when }.
verify-compare = يُرجى مقارنة كل سطر بالورقة.
verify-name = الاسم
verify-number = الرقم
verify-course = الدورة
verify-hours = الساعات
verify-dates = التواريخ
verify-issued = الإصدار
verify-checks = نتائج التحقق
verify-signature = التوقيع صحيح، المفتاح { $key }
verify-known = موجودة في سجلنا
verify-not-withdrawn = غير مسحوبة
verify-is-withdrawn = مسحوبة
verify-another = التحقق من شهادة أخرى
verify-example = مثل { $example }
verify-number-typo = في الرقم خانة خطأ. يُرجى مقارنته بالورقة.
verify-number-malformed = يُرجى كتابة الرقم كما هو على الورقة.
verify-code = رمز التحقق
verify-code-hint = ستة أحرف وأرقام، تحت الرقم.
verify-code-missing = يُرجى كتابة رمز التحقق أيضًا.
verify-check = التحقق
verify-no-record = لا نحتفظ بأي سجل لعمليات التحقق.

mail-certificate-subject = شهادتك
mail-certificate-lead = لقد أتممت دورة «{ $course }». تهانينا! شهادتك مرفقة بهذه الرسالة بصيغة PDF.
mail-certificate-replaces = تحل محل الشهادة { $number } التي لم تعد سارية.
mail-certificate-check = يمكن لأي شخص التحقق منها: برمز QR، أو بالرقم ورمز التحقق.
mail-certificate-later = يمكنك دائمًا تنزيلها مرة أخرى من صفحتك.
mail-certificate-open = فتح شهادتي
mail-certificate-number = الرقم ورمز التحقق:
mail-access-asked-subject = طلب لعنوان بريد إلكتروني جديد
mail-access-asked-lead = يقول شخص يعرف رقم هذه الشهادة إنه لم يعد يقرأ بريد حسابه الإلكتروني.
mail-access-asked-next = يُرجى فتح الصفحة والتحدث إلى المشارك واتخاذ القرار. لا يتغير شيء قبل ذلك.
mail-access-asked-open = عرض الطلب
mail-access-number = رقم الشهادة:
mail-access-warning-subject = طلب لتغيير عنوان بريدك الإلكتروني
mail-access-warning-lead = طلب منا شخص يعرف رقم شهادتك تعيين عنوان بريد إلكتروني آخر لحسابك. سيتحدث إليك المنسق قبل أن يتغير أي شيء.
mail-access-not-you = إذا لم يكن هذا الطلب منك، فيُرجى إبلاغ المنسق الآن.
mail-address-gone-subject = لحسابك عنوان بريد إلكتروني جديد
mail-address-gone-lead = عيّن المنسق لحسابك عنوان بريد إلكتروني آخر. لم يعد بإمكانك تسجيل الدخول بهذا العنوان.
mail-address-new-subject = أصبح هذا عنوان البريد الإلكتروني لحسابك
mail-address-new-lead = عيّن المنسق لحسابك عنوان البريد الإلكتروني هذا. يُرجى تسجيل الدخول به؛ وسنرسل إليك رمزًا.
cohort-certificates-from = تصدر الشهادات ابتداءً من { $day }، وهو آخر أيام الدورة. ويظهر ما يعيق إصدارها قبل ذلك.
verify-erased = لم تعد هذه الشهادة مؤكدة
verify-erased-next = أصدرنا شهادة بهذا الرقم. مُحيت بياناتها برغبة صاحبها، فلم يعد بإمكاننا القول بما تشهد به. وليس ذلك دليلًا على التزوير.
revocation-erased = مُحيت برغبة صاحبها
