# Arabic: my modules, a module, a lesson, completion.
modules-none = ليست لديك دورة بعد. عندما يدعوك منسق إلى دورة، ستظهر هنا.
next-step = خطوتك التالية
next-none = لا شيء مطلوب منك الآن.
next-lesson = الدرس: { $title }
next-quiz = الاختبار: { $title }
next-task = المهمة الكتابية: { $title }
next-pre-test = الاختبار القبلي: { $title }
next-post-test = الاختبار البعدي: { $title }
continue = متابعة
course = الدورة
course-code = المجموعة
course-place = المكان
course-completed = اكتملت الدورة
due-word = الموعد النهائي
due = الموعد النهائي: { $when }
completion-link = ما الذي بقي عليّ؟
percent-short = { $value }%
done-word = مكتمل
lessons-count = { $count ->
    [zero] لا دروس
    [one] درس واحد
    [two] درسان
    [few] { $count } دروس
    [many] { $count } درسًا
   *[other] { $count } درس
}
kilobytes = نحو { $count } كيلوبايت
module-done = مكتملة
module-waiting = في انتظار نقاطك
module-stuck = يُرجى التواصل مع المنسق
module-not-started = لم تبدأ بعد
module-lesson-next = التالي درس
module-quiz-next = التالي الاختبار
module-task-next = التالي المهمة الكتابية
module-about = عن هذه الوحدة
module-size = حجم التنزيل
module-objectives = بعد هذه الوحدة يمكنك
safe-element = إطار SAFE، العنصر الأساسي { $number }
safe-pillar = إطار SAFE، الركيزة { $number }
module-way = طريقك: اكتمل { $done } من { $all }
text-not-current = هذا النص غير مترجم بعد، أو أن الترجمة أقدم من النص الإنجليزي.
port-done = مكتمل
port-next = التالي
port-later = لاحقًا
port-waiting = تم الإرسال، في انتظار نقاطك
port-task-failed = لم يتم الاجتياز
port-no-attempts = لم تبقَ محاولات
port-optional = مفتوح لك إن شئت
port-begun = بدأ
port-after-lessons = يفتح بعد الدروس
port-test-go = ابدأ الاختبار
# $count questions.
port-pre-test = { $count ->
    [zero] الاختبار القبلي: لا أسئلة
    [one] الاختبار القبلي: سؤال واحد
    [two] الاختبار القبلي: سؤالان
    [few] الاختبار القبلي: { $count } أسئلة
    [many] الاختبار القبلي: { $count } سؤالًا
   *[other] الاختبار القبلي: { $count } سؤال
}
port-post-test = { $count ->
    [zero] الاختبار البعدي: لا أسئلة
    [one] الاختبار البعدي: سؤال واحد
    [two] الاختبار البعدي: سؤالان
    [few] الاختبار البعدي: { $count } أسئلة
    [many] الاختبار البعدي: { $count } سؤالًا
   *[other] الاختبار البعدي: { $count } سؤال
}
port-read = متابعة
port-quiz-go = إلى الاختبار
port-task-go = إلى المهمة
port-quiz = { $count ->
    [zero] الاختبار: لا أسئلة
    [one] الاختبار: سؤال واحد
    [two] الاختبار: سؤالان
    [few] الاختبار: { $count } أسئلة
    [many] الاختبار: { $count } سؤالًا
   *[other] الاختبار: { $count } سؤال
}
port-task = المهمة الكتابية: { $title }
lesson-nth = الدرس { $number } من { $of }
lesson-is-read = مقروء
lesson-sources = المصادر
picture-show = عرض الصورة ({ $count } كيلوبايت)
lesson-read-next = وضع علامة «مقروء» والمتابعة
lesson-read-last = وضع علامة «مقروء» وإنهاء الدروس
lessons = الدروس
previous = السابق:
next = التالي:
completion-title = ما الذي بقي عليّ؟
completion-done = اكتملت:
completion-soon = كل شيء مكتمل. يجري إنشاء شهادتك.
completion-missing = ما زال ينقص
completion-rules = لإتمام هذه الدورة يجب
go-there = الانتقال
rule-lessons = قراءة كل الدروس.
rule-quizzes = اجتياز اختبار كل وحدة.
rule-tasks = اجتياز المهمة الكتابية في كل وحدة.
missing-lessons = { $count ->
    [zero] لا دروس باقية للقراءة في «{ $module }».
    [one] درس واحد للقراءة في «{ $module }».
    [two] درسان للقراءة في «{ $module }».
    [few] { $count } دروس للقراءة في «{ $module }».
    [many] { $count } درسًا للقراءة في «{ $module }».
   *[other] { $count } درس للقراءة في «{ $module }».
}
missing-quiz = { $count ->
    [zero] لم يتم اجتياز اختبار «{ $module }». ليست لديك محاولات.
    [one] لم يتم اجتياز اختبار «{ $module }». لديك محاولة واحدة.
    [two] لم يتم اجتياز اختبار «{ $module }». لديك محاولتان.
    [few] لم يتم اجتياز اختبار «{ $module }». لديك { $count } محاولات.
    [many] لم يتم اجتياز اختبار «{ $module }». لديك { $count } محاولة.
   *[other] لم يتم اجتياز اختبار «{ $module }». لديك { $count } محاولة.
}
missing-quiz-no-attempts = لم يتم اجتياز اختبار «{ $module }» ولم تبقَ محاولات. يُرجى التواصل مع المنسق.
missing-task = لم يتم إرسال المهمة الكتابية في «{ $module }».
missing-task-waiting = تم إرسال المهمة الكتابية في «{ $module }». يقرؤها أحد المدربين.
missing-task-failed = لم يتم اجتياز المهمة الكتابية في «{ $module }». يُرجى التواصل مع المنسق.
completion-certified-on = تصلك شهادتك بالبريد الإلكتروني في { $day }، وهو آخر أيام دورتك.
again-title = المحاولات
again-module = الوحدة
again-quiz = الاختبار
again-task = المهمة الكتابية
again-used = استُخدمت { $used } من { $allowed }
again-task-not-begun = لم تبدأ
again-task-begun = بدأت
again-task-again = يمكن إرسالها مرة أخرى
again-task-waiting = أُرسلت ولم تُقيَّم بعد
again-give = منح محاولة إضافية
again-nothing = لا شيء لمنحه: يمكن منح محاولة إضافية عندما لا تبقى أي محاولة ولم يتم اجتياز الوحدة. تُحتسب نقاط المهمة بعد 10 دقائق من نشرها.
again-what = ما تُمنح له المحاولة
again-what-missing = يُرجى اختيار ما تُمنح له المحاولة.
again-hint = اطّلع هذا الشخص على الإجابات الصحيحة أو الإجابة النموذجية. سيتم إبلاغه بالبريد الإلكتروني. تبدأ المهمة بالنص الذي أُرسل.
again-reason-hint = للسجل. لا يراه هذا الشخص.
again-act = منح محاولة إضافية
again-given = ما مُنح حتى الآن
flash-attempt-given = تم منح محاولة إضافية. سيتم إبلاغ الشخص بالبريد الإلكتروني.
mail-again-subject = لديك محاولة إضافية
mail-again-quiz = منحك المنسق محاولة إضافية في اختبار «{ $module }».
mail-again-task = يسمح لك المنسق بإرسال المهمة الكتابية في «{ $module }» مرة أخرى. تتابع من النص الذي أرسلته.
mail-again-next = يُرجى قراءة الدروس ونتائجك مرة أخرى أولًا.
mail-again-button = البدء
