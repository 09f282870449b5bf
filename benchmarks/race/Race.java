import static ai.timefold.solver.core.api.score.stream.ConstraintCollectors.max;
import static ai.timefold.solver.core.api.score.stream.ConstraintCollectors.sumLong;
import static ai.timefold.solver.core.api.score.stream.ConstraintCollectors.toList;
import static ai.timefold.solver.core.api.score.stream.Joiners.equal;

import ai.timefold.solver.core.api.domain.entity.PlanningEntity;
import ai.timefold.solver.core.api.domain.lookup.PlanningId;
import ai.timefold.solver.core.api.domain.solution.PlanningEntityCollectionProperty;
import ai.timefold.solver.core.api.domain.solution.PlanningScore;
import ai.timefold.solver.core.api.domain.solution.PlanningSolution;
import ai.timefold.solver.core.api.domain.solution.ProblemFactCollectionProperty;
import ai.timefold.solver.core.api.domain.valuerange.ValueRangeProvider;
import ai.timefold.solver.core.api.domain.variable.PlanningVariable;
import ai.timefold.solver.core.api.score.buildin.bendablelong.BendableLongScore;
import ai.timefold.solver.core.api.score.stream.Constraint;
import ai.timefold.solver.core.api.score.stream.ConstraintFactory;
import ai.timefold.solver.core.api.score.stream.ConstraintProvider;
import ai.timefold.solver.core.api.score.stream.bi.BiConstraintStream;
import ai.timefold.solver.core.api.solver.SolverFactory;
import ai.timefold.solver.core.config.solver.SolverConfig;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Timefold on a task of race.py: reads its lines, searches for so many seconds, prints the holder of each seat. */
public class Race {
    static final int LEVELS = 4;

    @PlanningEntity
    public static class Seat {
        @PlanningId
        public int id;

        @ValueRangeProvider(id = "able")
        public List<Integer> able = new ArrayList<>();

        @PlanningVariable(valueRangeProviderRefs = "able", allowsUnassigned = true)
        public Integer person;

        public int getId() {
            return id;
        }

        public Integer getPerson() {
            return person;
        }
    }

    /** What it costs that a person holds a seat, or two or three; level -1 forbids it. */
    public record Single(int level, long price, int person, int seat) {}

    public record Pair(int level, long price, int person, int first, int second) {}

    public record Triple(int level, long price, int person, int first, int second, int third) {}

    /** Points of a person against a target: the largest excess over all accounts, and the sum of squares. */
    public record Account(int id, int person, long offset, long tolerance, int peakLevel, int squareLevel) {}

    public record Points(int account, int seat, long points) {}

    /** Seats of a group in proportion to shares: each begun unit of the largest difference. */
    public record Share(int group, int level, long unit, int person, long share) {}

    public record Member(int group, int seat) {}

    public record Empty(int level, long price) {}

    @PlanningSolution
    public static class Task {
        @PlanningEntityCollectionProperty
        public List<Seat> seats = new ArrayList<>();

        @ProblemFactCollectionProperty
        public List<Single> singles = new ArrayList<>();

        @ProblemFactCollectionProperty
        public List<Pair> pairs = new ArrayList<>();

        @ProblemFactCollectionProperty
        public List<Triple> triples = new ArrayList<>();

        @ProblemFactCollectionProperty
        public List<Account> accounts = new ArrayList<>();

        @ProblemFactCollectionProperty
        public List<Points> points = new ArrayList<>();

        @ProblemFactCollectionProperty
        public List<Share> shares = new ArrayList<>();

        @ProblemFactCollectionProperty
        public List<Member> members = new ArrayList<>();

        @ProblemFactCollectionProperty
        public List<Empty> empty = new ArrayList<>();

        @PlanningScore(bendableHardLevelsSize = 1, bendableSoftLevelsSize = LEVELS)
        public BendableLongScore score;
    }

    public static class Rules implements ConstraintProvider {
        @Override
        public Constraint[] defineConstraints(ConstraintFactory factory) {
            return new Constraint[] {
                factory.forEachIncludingUnassigned(Seat.class)
                        .filter(seat -> seat.person == null)
                        .join(Empty.class)
                        .penalizeBigDecimal(one(), (seat, empty) -> null)
                        .asConstraint("never"),
            };
        }
    }
}
