# How courses are held: their plans, the form at the end, and the programmes that courses are steps of.
nav-plans = Course plans
nav-programmes = Programmes
plans-title = Course plans
plans-lead = Each plan has the days with their sessions, the exercises with what to look for, and the form at the end. It can be printed.
plan-none = No plan yet
# $count hours of training.
plan-hours = { $count ->
    [one] { $count } hour
   *[other] { $count } hours
}
plan-days = { $count ->
    [one] { $count } day
   *[other] { $count } days
}
plan-length = Length
plan-group = Group
# $from and $to are numbers of people.
plan-group-size = { $from } to { $to } participants
plan-audience = For whom
plan-before = Before the first day
plan-version = Version
plan-version-is = Version { $number }
plan-objectives = Objectives
plan-day = Day { $number }
# Between two sessions.
plan-break = { $count ->
    [one] Break, { $count } minute
   *[other] Break, { $count } minutes
}
plan-graded = graded
plan-materials = Materials:
plan-exercises = Graded exercises
plan-times = Times are those of the place where the course is held. The host may change them.
plan-link = Plan of the course
method-briefing = Briefing
method-discussion = Discussion
method-demonstration = Demonstration
method-case-study = Case study
method-exercise = Exercise
method-simulation = Simulation
method-field-visit = Field visit
method-test = Test
method-review = Review
method-evaluation = Evaluation
exercise-pass = { $value } % to pass
exercise-brief = For participants
exercise-notes = For the instructor
exercise-secret = Do not show this part or the rubric to participants.
exercise-materials = Materials
# $pass of $max points.
exercise-points = { $pass } of { $max } points are needed to pass.
exercise-grader = Graded by
exercise-level = Level
exercise-seen = What is seen
exercise-objective = Objective { $number }
evaluation-title = Form at the end of the course
evaluation-print = Print this page for each participant. Nobody writes a name on it.
evaluation-disagree = Disagree strongly
evaluation-agree = Agree strongly
evaluation-write = Space to write
programmes-title = Country programmes
programmes-lead = A programme says what is measured before the first course, what is to be reached in each year, and how it will be seen.
programmes-none = No programme has been published yet. Ask the administrator to import one with the curriculum.
programme-years = { $count ->
    [one] { $count } year
   *[other] { $count } years
}
programme-parts = Parts of the programme
programme-baseline = Baseline
programme-baseline-hint = What is measured before the first course. Without it, nobody can say later what has changed.
programme-line = Goals and steps
programme-year = Year { $number }
programme-goals = To be reached by the end of year { $number }:
programme-pillar = Pillar { $number }
programme-shown-by = Shown by:
programme-indicator = indicator { $number }
programme-quarter = Quarter { $number }
programme-review = Review of the year
programme-indicators = Indicators
programme-compared = Compared with:
programme-risks = Risks
step-assessment = Assessment
step-course = Course
step-advice = Advice
step-review = Review
step-follow-up = Follow-up
indicator-input = Input
indicator-process = Process
indicator-reaction = Reaction
indicator-learning = Learning
indicator-behaviour = Behaviour
indicator-result = Result
