# Arabic: quizzes and written tasks: start, questions, check, receipt, results.
crumbs = مكانك الآن
quiz-title = الاختبار: { $module }
quiz-start-lead = يُرجى قراءة القواعد ثم البدء. يمكنك التوقف والمتابعة لاحقًا إلى أن ينتهي الوقت.
quiz-questions = الأسئلة
quiz-time = الوقت
quiz-no-limit = بلا حد زمني
quiz-extra-time = وقت إضافي { $percent }%
quiz-pass-mark = درجة النجاح
percent = { $value }%
quiz-attempts = المحاولات
quiz-attempts-left = بقي { $left } من { $allowed }
quiz-counts = ما الذي يُحتسب
quiz-counts-best = تُحتسب أفضل محاولة لك.
quiz-counts-last = تُحتسب آخر محاولة لك.
quiz-rule-change = يمكنك تغيير إجاباتك قبل إرسالها.
quiz-rule-connection = عند انقطاع الاتصال يمكنك متابعة العمل: تبقى الإجابات على هذا الجهاز ويتم إرسالها لاحقًا.
quiz-rule-clock = يُحسب الوقت بساعة الخادم. يستمر الوقت إذا انقطع الاتصال.
quiz-history = محاولاتك
quiz-history-line = المحاولة { $number }: { $percent }%
quiz-begin = بدء
quiz-continue = متابعة
quiz-again = إعادة المحاولة
error-no-attempts-left = لقد استخدمت كل محاولاتك
error-no-attempts-left-next = تبقى نتائجك متاحة لك. يُرجى التواصل مع المنسق، فهو يستطيع منحك محاولة إضافية.
task-start-lead = المطلوب كتابة إجابة واحدة بكلماتك. يقرأ مدرب الإجابة ويعطي نقاطًا عن كل معيار.
task-minutes = { $count ->
    [zero] نحو { $count } دقيقة
    [one] نحو دقيقة واحدة
    [two] نحو دقيقتين
    [few] نحو { $count } دقائق
    [many] نحو { $count } دقيقة
   *[other] نحو { $count } دقيقة
}
task-length = الطول
task-words = من { $least } إلى { $most } كلمة
task-words-now = الكلمات: {"{n}"} من { $most }
task-rule-once = يمكنك الإرسال مرة واحدة. وحتى ذلك الوقت تُحفظ الإجابة في شكل مسودة.
task-graded-by = تحصل إجابتك على نقاط عن
task-your-answer = إجابتك
quiz-lead = { $count ->
    [zero] لا أسئلة.
    [one] سؤال واحد. يمكنك تغيير إجابتك قبل إرسالها.
    [two] سؤالان. يمكنك تغيير إجاباتك قبل إرسالها.
    [few] { $count } أسئلة. يمكنك تغيير إجاباتك قبل إرسالها.
    [many] { $count } سؤالًا. يمكنك تغيير إجاباتك قبل إرسالها.
   *[other] { $count } سؤال. يمكنك تغيير إجاباتك قبل إرسالها.
}
question-nth = السؤال { $number }
hint-single = يُرجى اختيار إجابة واحدة.
hint-multiple = { $count ->
    [zero] لا حاجة إلى اختيار إجابة.
    [one] يُرجى اختيار إجابة واحدة.
    [two] يُرجى اختيار إجابتين.
    [few] يُرجى اختيار { $count } إجابات.
    [many] يُرجى اختيار { $count } إجابة.
   *[other] يُرجى اختيار { $count } إجابة.
}
hint-numeric = { $decimals ->
    [zero] عدد صحيح، بلا منازل عشرية.
    [one] عدد فيه منزلة عشرية واحدة.
    [two] عدد فيه منزلتان عشريتان.
    [few] عدد فيه { $decimals } منازل عشرية.
    [many] عدد فيه { $decimals } منزلة عشرية.
   *[other] عدد فيه { $decimals } منزلة عشرية.
}
numeric-heard = كما فُهم: { $number }
numeric-unread = لا يمكن قراءة «{ $typed }» كعدد. يُرجى كتابة العدد وحده بالأرقام، مثل { $example }. إجابتك محفوظة، لكنها بهذا الشكل لا تحصل على نقاط.
numeric-two-ways = يمكن قراءة «{ $typed }» بطريقتين. إذا كان المقصود { $grouped } فيُكتب { $whole }، وإذا كان المقصود العدد العشري فيُكتب { $decimal }. إجابتك محفوظة، لكنها بهذا الشكل لا تحصل على نقاط.
hint-short-text = بضع كلمات.
hint-ordering = يُرجى اختيار عنصر واحد لكل موضع.
hint-matching = يُرجى اختيار العنصر المناسب لكل سطر.
place-nth = الموضع { $number }
choose = اختيار
answer-true = صحيح
answer-false = خطأ
answer-unsure = لست على يقين
flag = وضع علامة للمراجعة لاحقًا
quiz-check = مراجعة إجاباتي
check-title = مراجعة إجاباتك
check-summary = { $count ->
    [zero] لا أسئلة
    [one] سؤال واحد
    [two] سؤالان
    [few] { $count } أسئلة
    [many] { $count } سؤالًا
   *[other] { $count } سؤال
}. مع إجابة: { $answered }، بلا إجابة: { $empty }، عليها علامة: { $marked }.
check-caption = أسئلتك وحالتها
check-question = السؤال
check-state = الحالة
check-go = الانتقال
check-answered = مع إجابة
check-answered-marked = مع إجابة، عليه علامة
check-unread = لا يمكن قراءتها
check-empty = بلا إجابة
check-empty-marked = بلا إجابة، عليه علامة
check-look = مراجعة مرة أخرى
check-change = تغيير
check-at = في السؤال { $number }
check-final = لا يمكنك تغيير الإجابات بعد الإرسال.
check-send = إرسال إجاباتي
check-back = العودة إلى الأسئلة
check-back-task = العودة إلى إجابتي
task-check-words = { $count ->
    [zero] لا كلمات في إجابتك.
    [one] في إجابتك كلمة واحدة.
    [two] في إجابتك كلمتان.
    [few] في إجابتك { $count } كلمات.
    [many] في إجابتك { $count } كلمة.
   *[other] في إجابتك { $count } كلمة.
}
receipt-title = وصلت إجاباتك
receipt-keep = يُرجى تدوين هذا الرمز. يثبت الرمز أن إجاباتك وصلت.
receipt-what = الموضوع
receipt-answers = الإجابات
receipt-of = { $answered } من { $of }
receipt-time = الوقت
receipt-by-clock = انتهى الوقت، فسلّم الخادم ما كان لديه.
receipt-late = وصلت الإجابات بعد انتهاء الوقت. يقرر المنسق هل تُحتسب.
receipt-held = { $count ->
    [zero] لم تصل أي إجابة محفوظة متأخرة أو مرتين.
    [one] إجابة محفوظة واحدة وصلت متأخرة أو مرتين. الإجابة محفوظة، والقرار للمنسق.
    [two] إجابتان محفوظتان وصلتا متأخرتين أو مرتين. الإجابتان محفوظتان، والقرار للمنسق.
    [few] { $count } إجابات محفوظة وصلت متأخرة أو مرتين. الإجابات محفوظة، والقرار للمنسق.
    [many] { $count } إجابة محفوظة وصلت متأخرة أو مرتين. الإجابات محفوظة، والقرار للمنسق.
   *[other] { $count } إجابة محفوظة وصلت متأخرة أو مرتين. الإجابات محفوظة، والقرار للمنسق.
}
receipt-results = عرض نتائجك
receipt-go-on = متابعة
receipt-task-next = يقرأ مدرب إجابتك. ستصلك رسالة عند نشر النقاط.
print = طباعة
result-passed = تم الاجتياز
result-not-passed = لم يتم الاجتياز بعد
result-pass-mark = درجة النجاح { $percent }%.
result-attempts-left = { $count ->
    [zero] لم تبقَ لديك محاولات.
    [one] بقيت لديك محاولة واحدة.
    [two] بقيت لديك محاولتان.
    [few] بقيت لديك { $count } محاولات.
    [many] بقيت لديك { $count } محاولة.
   *[other] بقيت لديك { $count } محاولة.
}
result-keys-later = يظهر لك أي إجاباتك كانت صحيحة. تظهر كل الإجابات الصحيحة بعد اجتياز الاختبار أو استخدام كل المحاولات.
result-right = صحيح
result-partly = صحيح جزئيًا
result-wrong = غير صحيح
result-empty = بلا إجابة
result-unsure = لست على يقين: يُرجى قراءة الدرس مرة أخرى
result-your-answer = إجابتك:
result-lesson = القراءة في الدرس: { $title }
result-back = العودة إلى الوحدة
strip-label = مكان إجاباتك
net-unsaved = لم يُحفظ بعد
net-device = محفوظ على هذا الجهاز {"{time}"}
net-server = محفوظ على الخادم {"{time}"}
net-waiting = إجابات في الانتظار: {"{n}"}
net-offline = لا يوجد اتصال. يمكنك متابعة العمل. إجابات على هذا الجهاز فقط: {"{n}"}
net-storage = لا يمكن حفظ الإجابات على هذا الجهاز. يُرجى إرسال النموذج قبل إغلاق هذه الصفحة.
net-signin = تم تسجيل خروجك. إجاباتك محفوظة على هذا الجهاز.
net-other-tab = هذا الاختبار مفتوح في علامة تبويب أخرى. هنا يمكنك القراءة فقط.
net-continue = متابعة هنا
net-held = بعض الإجابات تحتاج إلى مساعدة من المنسق
net-notsent = لم يتم الإرسال بعد. على هذا الجهاز فقط. يُرجى إعادة المحاولة عند عودة الاتصال.
net-sign-in-again = تسجيل الدخول مرة أخرى
net-send-now = إرسال الآن
time-left-minutes = الدقائق الباقية: {"{n}"}
time-left-clock = الوقت الباقي: {"{time}"}
time-left-now = الدقائق الباقية: { $count }
outbox-too-many = الحد الأقصى للدفعة الواحدة 20 إجابة.
sync-title = إجاباتي
sync-lead = هنا يظهر لك مكان كل إجابة. لا يضيع شيء ما دام في إحدى هذه القوائم.
sync-script = تحتاج هذه القائمة إلى متصفح فيه JavaScript. من دونه يتم إرسال كل إجابة عند الضغط على زر.
sync-waiting = في الانتظار على هذا الجهاز:
sync-waiting-text = إجابات لم تصل إلى الخادم بعد.
sync-before = يجب الإرسال قبل
sync-held = معلّقة، تحتاج إلى مساعدة:
sync-held-text = يراها المنسق أيضًا. وهي محفوظة.
sync-sent = تم إرسالها واستلامها:
sync-sent-text = آخر 50 إجابة أكد الخادم استلامها.
sync-received = تم الاستلام في
sync-code = الرمز
sync-link = إجاباتي

# What a coordinator sees of answers that could not simply stand, and decides about them.
error-results-early = لم يُسلَّم الاختبار بعد
error-results-early-next = سلّمه أولًا ثم اطلب النتائج.
error-task-empty = لم تكتب شيئًا بعد
error-task-empty-next = اكتب إجابتك أولًا. يمكنك إرسالها مرة واحدة فقط.
held-title = إجابات تنتظر قرارًا
held-one-title = إجابة تنتظر قرارًا
held-lead = وصلت هذه الإجابات متأخرة أو مرتين أو تالفة. لم يضع منها شيء. أنت تقرر هل تُحتسب كل منها.
held-none = لا توجد إجابة تنتظرك
held-none-next = تظهر هنا الإجابات التي تصل متأخرة أو تخالف غيرها.
held-answer = إجابة
held-why = سبب وجودها هنا
held-arrived = وقت الوصول
held-state = الحالة
held-waits = تنتظرك
held-counted = تُحتسب
held-set-aside = لا تُحتسب
held-person = الشخص
held-saves = { $count ->
    [one] نسخة محفوظة واحدة
    [two] نسختان محفوظتان
    [few] { $count } نسخ محفوظة
    [many] { $count } نسخة محفوظة
   *[other] { $count } نسخة محفوظة
}
held-others = { $count ->
    [one] توجد نسخة أخرى من إجابة هذا السؤال تنتظر. يشملها قرارك: تُنحّى جانبًا.
    [two] توجد نسختان أخريان من إجابة هذا السؤال تنتظران. يشملهما قرارك: تُنحّيان جانبًا.
    [few] توجد { $count } نسخ أخرى من إجابة هذا السؤال تنتظر. يشملها قرارك: تُنحّى جانبًا.
    [many] توجد { $count } نسخة أخرى من إجابة هذا السؤال تنتظر. يشملها قرارك: تُنحّى جانبًا.
   *[other] توجد { $count } نسخة أخرى من إجابة هذا السؤال تنتظر. يشملها قرارك: تُنحّى جانبًا.
}
held-others-show = اقرأ النسخ الأخرى أولًا
held-sitting = الاختبار أو المهمة
held-after-submission = وصلت بعد تسليم الإجابات وتقول شيئًا آخر.
held-late = وصلت بعد انتهاء الوقت.
held-other-content = لها رقم إجابة موجودة لدينا، لكنها تقول شيئًا آخر.
held-chain = أرسل الجهاز إجابتين في الموضع نفسه من ترتيبه.
held-damaged = تلفت في الطريق.
held-no-answer = لا تجيب هذه الرسالة عن أي سؤال من الاختبار أو المهمة. لا يمكن إلا تركها جانبًا.
held-stands = الإجابة المحتسبة الآن
held-held = الإجابة التي تنتظر
held-decision = القرار
held-decide = ما قرارك؟
held-count = احتساب هذه الإجابة
held-count-hint = تحل محل الإجابة أعلاه. والاختبار الذي سُلّم يحصل على نتيجة جديدة.
held-put-aside = تركها جانبًا
held-put-aside-hint = تبقى الإجابة أعلاه. وتُحفظ هذه لكنها لا تُحتسب.
held-verdict-missing = اختر واحدًا من الاثنين.
held-reason = السبب
held-reason-hint = مثلًا: كان الاتصال مقطوعًا في المدينة كلها. يستطيع آخرون قراءته لاحقًا.
held-keep = حفظ القرار
flash-held-decided = حُفظ القرار.
error-held-decided = سبق أن قرر شخص آخر بشأن هذه الإجابة
error-held-decided-next = افتح القائمة مرة أخرى. سترى القرار هناك.
error-held-graded = سبق أن قيّم مدرب هذه المهمة
error-held-graded-next = لا يمكن تغيير النص بعد الآن. اترك الإجابة جانبًا وأخبر المدرب بالسبب.
error-held-no-answer = لا تجيب هذه الرسالة عن أي سؤال
error-held-no-answer-next = لا يمكن إلا تركها جانبًا.

# The tests before and after a module.
pre-test-title = الاختبار القبلي: { $module }
post-test-title = الاختبار البعدي: { $module }
pre-test-lead = اعرف ما تعلمه قبل أن تقرأ. تدلك النتيجة على الموضع الذي تبدأ منه.
post-test-lead = اعرف ما أضافته إليك الدروس. الأسئلة جديدة، ومن نوع أسئلة الاختبار القبلي نفسه.
test-rule-nothing = لا يُحسب في أي شيء، فلا نجاح فيه ولا رسوب.
test-rule-once = يمكنك أن تؤديه مرة واحدة.
test-rule-keys = ترى نتيجتك في كل هدف من أهداف الوحدة. لا تظهر الإجابات الصحيحة لأن آخرين يتلقون الأسئلة نفسها.
test-rule-who = يرى المدربون نتائج المجموعة، لا نتيجتك.
pre-test-skip = القراءة دون الاختبار
error-test-taken = لقد أديت هذا الاختبار
error-test-taken-next = يؤدَّى مرة واحدة. تبقى نتيجتك متاحة لك.
error-pre-test-over = انتهى الاختبار القبلي
error-pre-test-over-next = يبقى مفتوحًا إلى أن تبدأ الوحدة. لقد بدأت، فواصل الدروس.
error-post-test-early = لم يُفتح الاختبار البعدي بعد
error-post-test-early-next = يفتح عندما تضع علامة "مقروء" على كل الدروس.
# $percent of the points.
test-before = قبل: { $percent } %
test-after = بعد: { $percent } %
# $points is a difference of two results in percent; the sign is in the text.
gain-up = { $points ->
    [zero] +{ $points } نقطة
    [one] +{ $points } نقطة
    [two] +{ $points } نقطتان
    [few] +{ $points } نقاط
    [many] +{ $points } نقطة
   *[other] +{ $points } نقطة
}
gain-same = دون تغير
gain-down = { $points ->
    [zero] −{ $points } نقطة
    [one] −{ $points } نقطة
    [two] −{ $points } نقطتان
    [few] −{ $points } نقاط
    [many] −{ $points } نقطة
   *[other] −{ $points } نقطة
}
pre-test-result = هذا مستواك قبل أن تقرأ. يأتي أولًا ما يفيدك أكثر.
post-test-gained = أنت تعرف الآن أكثر من قبل. يأتي أولًا ما يستحق نظرة أخرى.
post-test-result = لقد قرأت كل الدروس. يأتي أولًا ما يستحق نظرة أخرى.
advice-first = ابدأ من هنا
advice-also = يستحق قراءة متأنية
advice-known = أنت تعرف هذا جيدًا
test-chance = أسئلة الاختبار قليلة: قد يكون سؤال واحد أكثر أو أقل من باب الصدفة.
test-no-keys = لا تظهر الإجابات الصحيحة لأن آخرين يتلقون الأسئلة نفسها.
group-title = قبل وبعد
group-lead = متوسط ما بلغته المجموعة في الاختبارين القبلي والبعدي لكل وحدة.
# $count people.
group-few-why = { $count ->
    [zero] لا تظهر نتائج أقل من { $count } شخص.
    [one] لا تظهر نتائج أقل من { $count } شخص.
    [two] لا تظهر نتائج أقل من شخصين ({ $count }).
    [few] لا تظهر نتائج أقل من { $count } أشخاص.
    [many] لا تظهر نتائج أقل من { $count } شخصًا.
   *[other] لا تظهر نتائج أقل من { $count } شخص.
}
group-gain-why = يُحسب التقدم لمن أدوا الاختبارين فقط.
group-none = ليس لوحدات هذه الدورة اختبارات
group-objective = الهدف
group-before = قبل
group-after = بعد
group-gain = التقدم
group-all = الاختبار كله
group-few = البيانات غير كافية
# $count people.
group-people = { $count ->
    [zero] لا أحد
    [one] شخص واحد
    [two] شخصان
    [few] { $count } أشخاص
    [many] { $count } شخصًا
   *[other] { $count } شخص
}
task-again = يمكنك إرسال هذه المهمة مرة أخرى. تتابع من النص الذي أرسلته.
task-again-points = النقاط والتغذية الراجعة
task-again-go = الإرسال مرة أخرى
