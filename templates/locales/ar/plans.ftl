# كيف تُعقد الدورات: خططها، والاستمارة في نهايتها، والبرامج التي تكون الدورات خطوات فيها.
nav-plans = خطط الدورات
nav-programmes = البرامج
plans-title = خطط الدورات
plans-lead = في كل خطة أيام وجلساتها، وتمارين مع ما يجب ملاحظته، واستمارة في نهاية الدورة. ويمكن طباعتها.
plan-none = لا خطة بعد
plan-hours = { $count ->
    [zero] { $count } ساعة
    [one] ساعة واحدة
    [two] ساعتان
    [few] { $count } ساعات
    [many] { $count } ساعة
   *[other] { $count } ساعة
}
plan-days = { $count ->
    [zero] { $count } يوم
    [one] يوم واحد
    [two] يومان
    [few] { $count } أيام
    [many] { $count } يومًا
   *[other] { $count } يوم
}
plan-length = المدة
plan-group = المجموعة
plan-group-size = عدد المشاركين: من { $from } إلى { $to }
plan-audience = لمن هذه الدورة
plan-before = قبل اليوم الأول
plan-version = النسخة
plan-version-is = النسخة { $number }
plan-objectives = الأهداف
plan-day = اليوم { $number }
plan-break = { $count ->
    [zero] استراحة، { $count } دقيقة
    [one] استراحة، دقيقة واحدة
    [two] استراحة، دقيقتان
    [few] استراحة، { $count } دقائق
    [many] استراحة، { $count } دقيقة
   *[other] استراحة، { $count } دقيقة
}
plan-graded = عليه درجة
plan-materials = المواد:
plan-exercises = التمارين التي عليها درجة
plan-times = الأوقات بتوقيت مكان الدورة. وقد تغيّرها الجهة المضيفة.
plan-link = خطة الدورة
method-briefing = عرض
method-discussion = نقاش
method-demonstration = عرض عملي
method-case-study = دراسة حالة
method-exercise = تمرين
method-simulation = محاكاة
method-field-visit = زيارة ميدانية
method-test = اختبار
method-review = مراجعة
method-evaluation = تقييم
exercise-pass = { $value }٪ للنجاح
exercise-brief = للمشاركين
exercise-notes = للمدرّب
exercise-secret = يُرجى عدم عرض هذا الجزء ولا معايير الدرجات على المشاركين.
exercise-materials = المواد
exercise-points = يلزم للنجاح { $pass } من { $max } نقطة.
exercise-grader = وضع الدرجة
exercise-level = المستوى
exercise-seen = ما يُلاحَظ
exercise-objective = الهدف { $number }
evaluation-title = استمارة نهاية الدورة
evaluation-print = يُرجى طباعة هذه الصفحة لكل مشارك. لا يكتب أحد اسمه عليها.
evaluation-disagree = لا أوافق إطلاقًا
evaluation-agree = أوافق تمامًا
evaluation-write = مكان للكتابة
programmes-title = برامج البلدان
programmes-lead = يبيّن البرنامج ما يُقاس قبل الدورة الأولى، وما يجب بلوغه في كل سنة، وكيف سيظهر ذلك.
programmes-none = لم يُنشر أي برنامج بعد. يُرجى طلب استيراد برنامج مع المنهج من مدير النظام.
programme-years = { $count ->
    [zero] { $count } سنة
    [one] سنة واحدة
    [two] سنتان
    [few] { $count } سنوات
    [many] { $count } سنة
   *[other] { $count } سنة
}
programme-parts = أجزاء البرنامج
programme-baseline = خط الأساس
programme-baseline-hint = ما يُقاس قبل الدورة الأولى. من دونه لا يستطيع أحد أن يقول لاحقًا ماذا تغيّر.
programme-line = الأهداف والخطوات
programme-year = السنة { $number }
programme-goals = ما يجب بلوغه في نهاية السنة { $number }:
programme-pillar = الركيزة { $number }
programme-shown-by = يظهر في:
programme-indicator = المؤشر { $number }
programme-quarter = الربع { $number }
programme-review = مراجعة السنة
programme-indicators = المؤشرات
programme-compared = يُقارن بـ:
programme-risks = المخاطر
step-assessment = تقييم الوضع
step-course = دورة
step-advice = مشورة
step-review = مراجعة
step-follow-up = متابعة
indicator-input = مدخلات
indicator-process = سير العمل
indicator-reaction = رأي المشاركين
indicator-learning = تعلّم
indicator-behaviour = سلوك
indicator-result = نتيجة
