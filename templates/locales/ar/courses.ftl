# Arabic: the coordinator's courses: cohorts, people, invitations; and how invited people come in.
cohorts-title = الدورات
cohorts-none = ليست لديك دورات بعد. يُرجى فتح دورة ثم دعوة المشاركين إليها.
cohort-new = فتح دورة
cohort-new-title = فتح دورة
cohort-create = فتح الدورة
cohort-course = الدورة
cohort-course-hint = تُستخدم أحدث نسخة من كل وحدة. وتبقى هي نفسها للجميع في هذه الدورة.
cohort-course-missing = يُرجى اختيار دورة من القائمة.
cohort-code = الرمز
cohort-code-hint = اسم قصير، مثل PS-2026-GE: حروف وأرقام وشرطات.
cohort-code-wrong = يُرجى كتابة رمز من 2 إلى 40 خانة: حروف (من A إلى Z) أو أرقام أو شرطات أو نقاط.
cohort-code-taken = هذا الرمز لدورة أخرى. يُرجى اختيار رمز آخر.
cohort-agency = جهة التدريب
cohort-agency-missing = يُرجى اختيار جهة من القائمة.
cohort-place = المكان
cohort-place-hint = المدينة والبلد، أو «عبر الإنترنت».
cohort-place-missing = يُرجى كتابة المكان.
cohort-place-wrong = الحد الأقصى للمكان 200 حرف في سطر واحد.
cohort-days = الأيام
cohort-from-to = من { $start } إلى { $end }
cohort-starts = اليوم الأول
cohort-ends = اليوم الأخير
cohort-starts-wrong = يُرجى كتابة اليوم الأول: السنة ثم الشهر ثم اليوم (YYYY-MM-DD): 2027-01-15 مثلًا.
cohort-ends-wrong = يُرجى كتابة اليوم الأخير: السنة ثم الشهر ثم اليوم (YYYY-MM-DD): 2027-01-15 مثلًا.
cohort-due-day-wrong = يُرجى كتابة يوم الموعد النهائي للعمل: السنة ثم الشهر ثم اليوم (YYYY-MM-DD): 2027-01-15 مثلًا.
cohort-ends-before-start = اليوم الأخير قبل اليوم الأول.
cohort-due-day = الموعد النهائي للعمل التمهيدي
cohort-due-hint = اليوم والوقت بتوقيت UTC. يراهما الجميع بتوقيت UTC وبتوقيتهم.
cohort-due-time = الوقت (UTC)
cohort-time-wrong = يُرجى كتابة الوقت بالساعات والدقائق، مثل 12:00.
cohort-due-past = لقد مضى هذا الوقت. يُرجى اختيار وقت لاحق.
cohort-no-courses = لم تُنشر أي دورة بعد. يُرجى طلب استيراد المنهج من مدير النظام.
cohort-no-agencies = لا توجد جهة تدريب بعد. يُرجى طلب إضافة جهة من مدير النظام.
flash-cohort-created = الدورة مفتوحة. يمكنك الآن دعوة المشاركين.
cohort-due = الموعد النهائي للعمل التمهيدي: { $when }
cohort-people = المشاركون
cohort-nobody = لا أحد في هذه الدورة بعد
cohort-nobody-next = يُرجى لصق قائمة المشاركين أو رفعها. تصل إلى كل شخص رسالة فيها رابط ورمز.
invite-people = دعوة المشاركين
cohort-way = إلى أين وصل المشاركون
step-enrolled = تمت دعوتهم
step-arrived = دخلوا
step-started = بدؤوا
step-completed = أتموا الدورة
cohort-stuck = { $count ->
    [zero] لدى كل المشاركين دعوة صالحة.
    [one] مشارك واحد بلا دعوة صالحة.
    [two] مشاركان بلا دعوة صالحة.
    [few] { $count } مشاركين بلا دعوة صالحة.
    [many] { $count } مشاركًا بلا دعوة صالحة.
   *[other] { $count } مشارك بلا دعوة صالحة.
}
cohort-stuck-show = عرضهم
cohort-held = { $count ->
    [zero] لا إجابات متأخرة أو متعارضة.
    [one] إجابة واحدة وصلت متأخرة أو تتعارض مع إجابة أخرى. الإجابة محفوظة، وعليك أن تقرر بشأنها.
    [two] إجابتان وصلتا متأخرتين أو تتعارضان مع إجابات أخرى. الإجابتان محفوظتان، وعليك أن تقرر بشأنهما.
    [few] { $count } إجابات وصلت متأخرة أو تتعارض مع إجابات أخرى. الإجابات محفوظة، وعليك أن تقرر بشأنها.
    [many] { $count } إجابة وصلت متأخرة أو تتعارض مع إجابات أخرى. الإجابات محفوظة، وعليك أن تقرر بشأنها.
   *[other] { $count } إجابة وصلت متأخرة أو تتعارض مع إجابات أخرى. الإجابات محفوظة، وعليك أن تقرر بشأنها.
}
cohort-held-decide = اتخاذ القرار
cohort-obstacles = { $count ->
    [zero] لا شهادات تعذر إنشاؤها.
    [one] شهادة واحدة تعذر إنشاؤها.
    [two] شهادتان تعذر إنشاؤهما.
    [few] { $count } شهادات تعذر إنشاؤها.
    [many] { $count } شهادة تعذر إنشاؤها.
   *[other] { $count } شهادة تعذر إنشاؤها.
}
cohort-obstacles-show = عرض السبب
cohort-show = المشاركون المعروضون
show-all = الكل ({ $count })
show-waiting = في الانتظار ({ $count })
show-stuck = بحاجة إلى مساعدة ({ $count })
show-withdrawn = خارج الدورة ({ $count })
cohort-show-none = لا أحد في هذه القائمة.
pages = صفحات الجدول
person-stage = الحالة
person-lessons = الدروس المقروءة
person-quizzes = الاختبارات المجتازة
person-invitation = الدعوة
person-extra-time = وقت إضافي
stage-withdrawn = خارج الدورة
stage-enrolled = لم يتم الدخول بعد
stage-arrived = تم الدخول
stage-started = تم البدء
stage-completed = اكتملت الدورة
invited-never = لم تُرسل
invited-waiting = في انتظار الإرسال
invited-sent = تم الإرسال
invited-failed = تعذر التسليم
invited-expired = انتهت صلاحيتها
invited-used = مستخدمة
invited-at = تاريخ الإنشاء: { $when }
invited-until = صالحة حتى: { $when }
mail-trouble-next = هذا ما قاله خادم البريد. إذا كان العنوان خطأ، فيُرجى إخراج هذا الشخص من الدورة ودعوته بالعنوان الصحيح. وإلا فيُرجى إرسال الدعوة مرة أخرى.
resend-hint = رابط جديد ورمز جديد. يتوقف عمل الرابط القديم والرمز القديم.
resend-act = إرسال دعوة جديدة
flash-invitation-sent = الدعوة الجديدة في الطريق.
error-invitation-just-sent = تم إرسال دعوة قبل لحظات
error-invitation-just-sent-next = يُرجى الانتظار دقيقة واحدة. إذا لم تصل أي رسالة، فيُرجى إرسالها عندئذ مرة أخرى.
error-already-withdrawn = لم يعد هذا الشخص في الدورة
error-already-withdrawn-next = يُرجى فتح صفحة هذا الشخص. من هناك يمكنك إعادته إلى الدورة.
error-not-withdrawn = هذا الشخص في الدورة
error-not-withdrawn-next = يُرجى فتح صفحة هذا الشخص مرة أخرى. ربما قام شخص آخر بذلك الآن.
extra-time-label = الوقت الإضافي بالنسبة المئوية
extra-time-hint = يطيل كل حد زمني لهذا الشخص: بالقيمة 50 تصبح مدة 60 دقيقة 90 دقيقة. يُرجى كتابة 0 إذا لم يكن هناك وقت إضافي.
extra-time-wrong = يُرجى كتابة عدد صحيح من 0 إلى 300.
flash-extra-time-saved = تم حفظ الوقت الإضافي.
withdraw-heading = إخراج من الدورة
withdraw-reason = السبب
withdraw-hint = لن يستطيع هذا الشخص فتح هذه الدورة بعد ذلك. يبقى كل ما تم حتى الآن محفوظًا.
withdraw-reason-missing = يُرجى كتابة السبب.
withdraw-reason-too-long = الحد الأقصى للسبب 500 حرف.
withdraw-act = إخراج من الدورة
flash-withdrawn = لم يعد هذا الشخص في هذه الدورة.
withdrawn-heading = خارج الدورة
withdrawn-at = منذ { $when }
return-next = الدروس المقروءة والإجابات والنتائج ما زالت موجودة.
return-act = إعادة إلى الدورة
flash-returned = عاد هذا الشخص إلى الدورة.
instructors = المدربون
instructors-none = لا أحد يدرّب في هذه الدورة بعد.
instructor-email = عنوان البريد الإلكتروني لمدرب
instructor-email-hint = يجب أن يكون الشخص مدربًا لدى جهة التدريب هذه.
instructor-name = إضافة المدرب
instructor-remove = إزالة
instructor-unknown = لا يوجد لدى هذه الجهة مدرب بهذا العنوان. يُرجى التحقق من العنوان، أو طلب منح الشخص دور المدرب من مدير النظام.
flash-instructor-named = تمت إضافة المدرب.
flash-instructor-removed = تمت إزالة المدرب.

invite-title = دعوة المشاركين
list-text = قائمة المشاركين
list-text-hint = شخص واحد في كل صف: الاسم، البريد الإلكتروني، البلد، الجهة، اللغة. يُرجى نسخ الصفوف من جدولك ولصقها هنا. يمكن ترك الجهة واللغة (en أو fr أو es أو ar أو ru) فارغتين.
list-file = أو ملف
list-file-hint = ملف CSV أو ملف نصي فيه 2000 شخص و2 ميغابايت على الأكثر. إذا اخترت ملفًا، فلن يُستخدم النص أعلاه.
list-check = فحص القائمة
list-check-again = فحص مرة أخرى
list-change = تغيير القائمة
list-correct = تصحيح القائمة
list-caption = صفوف قائمتك
list-row = الصف
list-name = الاسم
list-email = البريد الإلكتروني
list-country = البلد
list-agency = الجهة
list-language = اللغة
list-state = الحالة
list-good = كل الصفوف سليمة
list-good-next = يُرجى مراجعة الأسماء مرة أخرى. تصل إلى كل شخص رسالة واحدة بلغته، فيها رابط ورمز صالحان لمدة 14 يومًا.
list-send = { $count ->
    [zero] لا دعوات للإرسال
    [one] إرسال دعوة واحدة
    [two] إرسال دعوتين
    [few] إرسال { $count } دعوات
    [many] إرسال { $count } دعوة
   *[other] إرسال { $count } دعوة
}
list-nobody-new = كل من في هذه القائمة موجود في الدورة بالفعل أو لديه دعوة صالحة. لا أحد لدعوته.
list-guessed = لا يذكر الملف كيف كُتبت حروفه. نقرؤه على أنه { $encoding }. يُرجى النظر إلى الأسماء: إذا كانت خطأ، فيُرجى حفظ الملف بصيغة «CSV UTF-8» ورفعه مرة أخرى.
list-unused = العمود «{ $column }» غير مستخدم.
list-wrong = { $wrong ->
    [zero] لا صفوف تحتاج إلى تصحيح، من أصل { $all }. لم يُرسل شيء بعد.
    [one] صف واحد يحتاج إلى تصحيح، من أصل { $all }. لم يُرسل شيء بعد.
    [two] صفان يحتاجان إلى تصحيح، من أصل { $all }. لم يُرسل شيء بعد.
    [few] { $wrong } صفوف تحتاج إلى تصحيح، من أصل { $all }. لم يُرسل شيء بعد.
    [many] { $wrong } صفًا تحتاج إلى تصحيح، من أصل { $all }. لم يُرسل شيء بعد.
   *[other] { $wrong } صف تحتاج إلى تصحيح، من أصل { $all }. لم يُرسل شيء بعد.
}
list-row-wrong = الصف { $row }: { $what }
list-more = { $count ->
    [zero] لا تصحيحات أخرى في الجدول.
    [one] تصحيح آخر موجود في الجدول.
    [two] تصحيحان آخران موجودان في الجدول.
    [few] { $count } تصحيحات أخرى موجودة في الجدول.
    [many] { $count } تصحيحًا آخر في الجدول.
   *[other] { $count } تصحيح آخر في الجدول.
}
place-open = جاهز
place-invited = لهذا الشخص دعوة صالحة: تم التخطي
place-arrived = في الدورة بالفعل: تم التخطي
place-withdrawn = خارج الدورة: تم التخطي
list-empty = القائمة فارغة. يُرجى لصق صف واحد على الأقل فيه اسم وعنوان بريد إلكتروني وبلد.
list-workbook = هذا الملف جدول بيانات أو مستند. يُرجى فتحه وحفظه بصيغة «CSV UTF-8» ورفع ذلك الملف، أو نسخ الصفوف ولصقها هنا.
list-too-large = القائمة كبيرة جدًا. الحد الأقصى 2 ميغابايت.
list-too-many-rows = في القائمة أكثر من 2000 شخص. يُرجى تقسيمها وإرسال الأجزاء واحدًا بعد الآخر.
list-twice = عنوان البريد الإلكتروني نفسه موجود في الصف { $row }.
list-email-missing = عنوان البريد الإلكتروني ناقص.
list-email-no-at = لا توجد علامة @ في عنوان البريد الإلكتروني.
list-email-wrong = هذا ليس عنوان بريد إلكتروني.
list-email-lines = عنوان البريد الإلكتروني في أكثر من سطر.
list-country-missing = البلد ناقص.
list-country-unknown = البلد «{ $country }» غير معروف. يُرجى استخدام اسمه الإنجليزي أو رمزه المكون من حرفين.
list-country-suggest = البلد «{ $country }» غير معروف. هل المقصود { $meant }؟
list-language-unknown = اللغة «{ $language }» ليست من لغاتنا. يُرجى استخدام en أو fr أو es أو ar أو ru.
list-agency-too-long = الحد الأقصى لاسم الجهة 200 حرف.
list-cell-too-long = في إحدى الخلايا أكثر من 1000 حرف. ربما هناك علامة اقتباس غير مغلقة.
list-too-many-cells = في الصف أكثر من خمس خلايا. إذا كانت في الاسم فاصلة، فيُرجى وضع الاسم بين علامتي اقتباس.
list-open-quote = هناك علامة اقتباس غير مغلقة، لذلك قُرئت الصفوف التالية على أنها جزء من هذا الصف.
list-unreadable = في الصف أحرف لا يمكن قراءتها. يُرجى حفظ الملف بصيغة «CSV UTF-8» ورفعه مرة أخرى.
flash-invitations-sent = الدعوات في الطريق.
flash-invitations-some = الدعوات في الطريق. تم تخطي من هم في الدورة بالفعل أو لديهم دعوة صالحة.
flash-invitations-none = لم تتم دعوة أحد: كل من في القائمة موجود في الدورة بالفعل أو لديه دعوة صالحة.

mail-invitation-subject = دعوتك إلى دورة
mail-invitation-lead = ندعوك إلى دورة «{ $course }».
mail-invitation-dates = المكان: { $place }. من { $start } إلى { $end }.
mail-invitation-due = قبل الدورة هناك بعض الدروس للدراسة على هاتفك أو حاسوبك، بالسرعة التي تناسبك. يُرجى إنهاؤها قبل { $when }.
mail-invitation-ends = يُرجى فتح الرابط للبدء. لا حاجة إلى كلمة مرور. يعمل الرابط مرة واحدة، حتى { $when }.
mail-invitation-by-code = إذا لم يُفتح الرابط، فيُرجى الانتقال إلى { $address } وكتابة عنوان بريدك الإلكتروني والرمز.
mail-invitation-who = هل لديك أسئلة؟ راسل منسّق دورتك: { $name }، { $address }.
mail-invitation-open = فتح دعوتي
invitation-title = لديك دعوة إلى دورة
invitation-accept = قبول وبدء
invitation-accept-next = بعد ذلك عليك تأكيد اسمك للشهادة. لا حاجة إلى كلمة مرور.
invitation-other = هناك شخص آخر سجّل دخوله على هذا الجهاز. عند المتابعة يصبح الدخول على هذا الجهاز باسم الشخص صاحب هذه الدعوة.
invitation-used = تم استخدام هذه الدعوة
invitation-used-next = لديك حساب. يُرجى تسجيل الدخول بعنوان بريدك الإلكتروني: سنرسل إليك رمزًا.
invitation-gone = هذه الدعوة لم تعد صالحة
invitation-gone-next = ربما انتهت صلاحيتها أو وصلتك دعوة أحدث. يُرجى تسجيل الدخول بعنوان بريدك الإلكتروني: سنرسل إليك رمزًا. إذا لم يساعدك ذلك، فيُرجى طلب دعوة جديدة من المنسق.
invitation-code-title = الدخول برمز الدعوة
invitation-code-lead = يُرجى كتابة عنوان البريد الإلكتروني ورمز دعوتك.
invitation-code-wrong = هذا العنوان وهذا الرمز غير متطابقين، أو أن الدعوة مستخدمة أو انتهت صلاحيتها. يُرجى التحقق منهما، أو تسجيل الدخول برمز يصل إلى بريدك الإلكتروني.
invitation-code-none = ليس لدي رمز دعوة، أو أن الرمز لا يعمل
person-attempts = المحاولات
person-attempts-hint = يمكن منح محاولة إضافية لمن لم تبقَ لديه محاولات.
person-attempts-open = عرض المحاولات
cohort-erased = { $count ->
    [zero] لا أحد غيرهم.
    [one] وشخص واحد آخر محسوب من دون اسم: مُحي برغبته.
    [two] وشخصان آخران محسوبان من دون اسم: مُحيا برغبتهما.
    [few] و{ $count } أشخاص آخرين محسوبون من دون أسماء: مُحوا برغبتهم.
    [many] و{ $count } شخصًا آخر محسوبون من دون أسماء: مُحوا برغبتهم.
   *[other] و{ $count } شخص آخر محسوبون من دون أسماء: مُحوا برغبتهم.
}
