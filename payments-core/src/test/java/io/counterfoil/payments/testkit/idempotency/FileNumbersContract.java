package io.counterfoil.payments.testkit.idempotency;

import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.payments.idempotency.FileNumbers;
import io.counterfoil.payments.idempotency.IdempotencyKey;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What all {@link FileNumbers} promise: {@code class MyNumbersTest extends FileNumbersContract}. */
public abstract class FileNumbersContract {

    /** New numbers, none taken. */
    protected abstract FileNumbers newNumbers();

    /** The same content, opened again; the numbers themselves where there is nothing to open. */
    protected FileNumbers reopened(FileNumbers numbers) {
        return numbers;
    }

    @Test
    @DisplayName("PAY-07 files of a series are numbered from 1 without gaps, and each series by itself")
    void counts() {
        FileNumbers numbers = newNumbers();
        assertThat(numbers.numberOf("cpa005:1", file(1))).isEqualTo(1);
        assertThat(numbers.numberOf("cpa005:1", file(2))).isEqualTo(2);
        assertThat(numbers.numberOf("cpa005:2", file(1))).isEqualTo(1);
        assertThat(numbers.numberOf("cpa005:1", file(3))).isEqualTo(3);
    }

    @Test
    @DisplayName("PAY-25 a file keeps its number, however often and however late it is asked for")
    void sameFileSameNumber() {
        FileNumbers numbers = newNumbers();
        for (int at = 1; at <= 5; at++) {
            assertThat(numbers.numberOf("s", file(at))).isEqualTo(at);
            assertThat(numbers.numberOf("s", file(at))).isEqualTo(at);
        }
        FileNumbers again = reopened(numbers);
        assertThat(again.numberOf("s", file(1))).isEqualTo(1);
        assertThat(again.numberOf("s", file(4))).isEqualTo(4);
        assertThat(again.numberOf("s", file(6))).isEqualTo(6);
    }

    @Test
    @DisplayName("PAY-07 after 9999 comes 1")
    void wrapsAround() {
        FileNumbers numbers = newNumbers();
        for (int at = 1; at <= FileNumbers.LAST; at++) {
            assertThat(numbers.numberOf("s", file(at))).isEqualTo(at);
        }
        assertThat(numbers.numberOf("s", file(10_000))).isEqualTo(1);
        assertThat(numbers.numberOf("s", file(10_001))).isEqualTo(2);
        assertThat(numbers.numberOf("s", file(9_999))).isEqualTo(9_999);
    }

    @Test
    @DisplayName("PAY-07 many writers leave no gap and share no number")
    void manyWriters() throws Exception {
        FileNumbers numbers = newNumbers();
        ExecutorService writers = Executors.newFixedThreadPool(4);
        try {
            List<Callable<Integer>> asks = IntStream.range(0, 120)
                    .<Callable<Integer>>mapToObj(at -> () -> numbers.numberOf("s", file(at / 2)))
                    .toList();
            List<Future<Integer>> answers = writers.invokeAll(asks);
            for (int at = 0; at < 120; at += 2) {
                assertThat(answers.get(at).get()).isEqualTo(answers.get(at + 1).get());
            }
            List<Integer> distinct = new java.util.ArrayList<>();
            for (Future<Integer> answer : answers) {
                distinct.add(answer.get());
            }
            assertThat(distinct.stream().distinct().sorted().toList())
                    .isEqualTo(IntStream.rangeClosed(1, 60).boxed().toList());
        } finally {
            writers.shutdownNow();
        }
    }

    private static IdempotencyKey file(int number) {
        return IdempotencyKey.of("file-" + number);
    }
}
