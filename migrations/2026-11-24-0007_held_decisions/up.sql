-- What a coordinator decided about a save that could not simply stand. One decision each, never changed.
CREATE TABLE held_decisions (
    held_id uuid PRIMARY KEY REFERENCES held_ops,
    verdict text NOT NULL CHECK (verdict IN ('counted', 'set-aside')),
    reason text NOT NULL,
    -- a quiz's result as it was before the answer was counted
    result_before jsonb,
    at timestamptz NOT NULL,
    by_person uuid NOT NULL REFERENCES persons
);
