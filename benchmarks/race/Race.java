import static ai.timefold.solver.core.api.score.stream.ConstraintCollectors.max;
import static ai.timefold.solver.core.api.score.stream.ConstraintCollectors.sumLong;
import static ai.timefold.solver.core.api.score.stream.ConstraintCollectors.toList;
import static ai.timefold.solver.core.api.score.stream.Joiners.equal;
import static ai.timefold.solver.core.api.score.stream.Joiners.filtering;

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
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Timefold on a task of race_task.py: reads its lines, searches for so many seconds, prints who holds which seat. */
public class Race {
    static final int LEVELS = 4;
    static final int ANYONE = -1;

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

    /** Level -1 forbids that a seat is empty. */
    public record Empty(int level, long price) {}

    /** What a person costs in one seat. */
    public record Single(int level, int seat, int person, long price) {}

    /** What a person costs in two seats at once, for some people or for anyone. */
    public record Pair(int level, int first, int second, Map<Integer, Long> prices) {
        boolean concerns(int person) {
            return prices.containsKey(ANYONE) || prices.containsKey(person);
        }

        long price(int person) {
            return prices.getOrDefault(ANYONE, prices.getOrDefault(person, 0L));
        }
    }

    /** No person in all three seats. */
    public record Triple(int first, int second, int third) {}

    /** A person's points against a target; what is beyond the tolerance costs: the largest once, each squared. */
    public record Account(int id, int level, boolean squared, int person, long offset, long tolerance) {
        long excess(long points) {
            return Math.max(0, Math.abs(offset + points) - tolerance);
        }
    }

    public record Points(int account, int seat, long points) {}

    /** Duties of a group in proportion to shares: each begun unit of the largest difference costs 1. */
    public record Share(int group, int level, long unit, int person, long share) {}

    public record Member(int group, int seat) {}

    public record Duties(long share, long count) {}

    @PlanningSolution
    public static class Task {
        @PlanningEntityCollectionProperty
        public List<Seat> seats = new ArrayList<>();

        @ProblemFactCollectionProperty
        public List<Empty> empty = new ArrayList<>();

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

        @PlanningScore(bendableHardLevelsSize = 1, bendableSoftLevelsSize = LEVELS)
        public BendableLongScore score;
    }

    public static class Rules implements ConstraintProvider {
        @Override
        public Constraint[] defineConstraints(ConstraintFactory factory) {
            List<Constraint> all = new ArrayList<>();
            for (int level = -1; level < LEVELS; level++) {
                all.addAll(at(level, factory));
            }
            return all.toArray(Constraint[]::new);
        }

        /** A constraint has one level, so each is made for each level. */
        List<Constraint> at(int level, ConstraintFactory factory) {
            BendableLongScore gain = level < 0
                    ? BendableLongScore.ofHard(1, LEVELS, 0, 1)
                    : BendableLongScore.ofSoft(1, LEVELS, level, 1);
            return List.of(
                    factory.forEachIncludingUnassigned(Seat.class)
                            .filter(seat -> seat.person == null)
                            .join(Empty.class, filtering((seat, empty) -> empty.level == level))
                            .impactLong(gain, (seat, empty) -> -empty.price)
                            .asConstraint("empty " + level),
                    factory.forEach(Single.class)
                            .filter(single -> single.level == level)
                            .join(Seat.class, equal(Single::seat, Seat::getId), equal(Single::person, Seat::getPerson))
                            .impactLong(gain, (single, seat) -> -single.price)
                            .asConstraint("single " + level),
                    factory.forEach(Pair.class)
                            .filter(pair -> pair.level == level)
                            .join(Seat.class, equal(Pair::first, Seat::getId))
                            .join(
                                    Seat.class,
                                    equal((pair, one) -> pair.second, Seat::getId),
                                    equal((pair, one) -> one.person, Seat::getPerson))
                            .filter((pair, one, other) -> pair.concerns(one.person))
                            .impactLong(gain, (pair, one, other) -> -pair.price(one.person))
                            .asConstraint("pair " + level),
                    factory.forEach(Triple.class)
                            .filter(triple -> level < 0)
                            .join(Seat.class, equal(Triple::first, Seat::getId))
                            .join(
                                    Seat.class,
                                    equal((triple, one) -> triple.second, Seat::getId),
                                    equal((triple, one) -> one.person, Seat::getPerson))
                            .join(
                                    Seat.class,
                                    equal((triple, one, two) -> triple.third, Seat::getId),
                                    equal((triple, one, two) -> one.person, Seat::getPerson))
                            .impactLong(gain, (triple, one, two, three) -> -1)
                            .asConstraint("triple " + level),
                    accounts(factory)
                            .filter((account, points) -> account.level == level && !account.squared)
                            .groupBy(max((Account account, Long points) -> account.excess(points)))
                            .impactLong(gain, excess -> -excess)
                            .asConstraint("peak " + level),
                    accounts(factory)
                            .filter((account, points) -> account.level == level && account.squared)
                            .impactLong(gain, (account, points) -> -square(account.excess(points)))
                            .asConstraint("squares " + level),
                    factory.forEach(Member.class)
                            .join(Seat.class, equal(Member::seat, Seat::getId))
                            .join(
                                    Share.class,
                                    equal((member, seat) -> member.group, Share::group),
                                    equal((member, seat) -> seat.person, Share::person))
                            .groupBy((member, seat, share) -> share, sumLong((member, seat, share) -> 1L))
                            .complement(Share.class, share -> 0L)
                            .filter((share, duties) -> share.level == level)
                            .groupBy(
                                    (share, duties) -> share.group,
                                    (share, duties) -> share.unit,
                                    toList((share, duties) -> new Duties(share.share, duties)))
                            .impactLong(gain, (group, unit, duties) -> -((widest(duties) + unit - 1) / unit))
                            .asConstraint("spread " + level));
        }

        BiConstraintStream<Account, Long> accounts(ConstraintFactory factory) {
            return factory.forEach(Points.class)
                    .join(Account.class, equal(Points::account, Account::id))
                    .join(
                            Seat.class,
                            equal((points, account) -> points.seat, Seat::getId),
                            equal((points, account) -> account.person, Seat::getPerson))
                    .groupBy((points, account, seat) -> account, sumLong((points, account, seat) -> points.points))
                    .complement(Account.class, account -> 0L);
        }

        static long square(long value) {
            return value * value;
        }

        static long widest(List<Duties> all) {
            long widest = 0;
            for (Duties one : all) {
                for (Duties other : all) {
                    widest = Math.max(widest, other.share * one.count - one.share * other.count);
                }
            }
            return widest;
        }
    }

    static Task read(Path path) throws IOException {
        Task task = new Task();
        for (String line : Files.readAllLines(path)) {
            String[] words = line.split(" ");
            int[] n = Arrays.stream(words).skip(1).mapToInt(Integer::parseInt).toArray();
            switch (words[0]) {
                case "seat" -> {
                    Seat seat = new Seat();
                    seat.id = n[0];
                    Arrays.stream(n).skip(1).forEach(seat.able::add);
                    task.seats.add(seat);
                }
                case "empty" -> task.empty.add(new Empty(n[0], n[1]));
                case "single" -> task.singles.add(new Single(n[0], n[1], n[2], n[3]));
                case "pair" -> {
                    Map<Integer, Long> prices = new TreeMap<>();
                    for (int i = 3; i < n.length; i += 2) {
                        prices.put(n[i], (long) n[i + 1]);
                    }
                    task.pairs.add(new Pair(n[0], n[1], n[2], prices));
                }
                case "triple" -> task.triples.add(new Triple(n[0], n[1], n[2]));
                case "account" -> task.accounts.add(new Account(n[0], n[1], n[2] == 1, n[3], n[4], n[5]));
                case "points" -> task.points.add(new Points(n[0], n[1], n[2]));
                case "share" -> task.shares.add(new Share(n[0], n[1], n[2], n[3], n[4]));
                case "member" -> task.members.add(new Member(n[0], n[1]));
                default -> throw new IllegalArgumentException(line);
            }
        }
        return task;
    }

    public static void main(String[] arguments) throws IOException {
        var config = new SolverConfig()
                .withSolutionClass(Task.class)
                .withEntityClasses(Seat.class)
                .withConstraintProviderClass(Rules.class)
                .withRandomSeed(1L)
                .withTerminationSpentLimit(Duration.ofMillis(Math.round(1000 * Double.parseDouble(arguments[1]))));
        var solver = SolverFactory.<Task>create(config).buildSolver();
        long[] best = {0};
        solver.addEventListener(event -> best[0] = event.getTimeMillisSpent());
        Task task = solver.solve(read(Path.of(arguments[0])));
        System.out.println("best " + best[0]);
        System.out.println("score " + task.score);
        for (Seat seat : task.seats) {
            if (seat.person != null) {
                System.out.println("holds " + seat.id + " " + seat.person);
            }
        }
    }
}
