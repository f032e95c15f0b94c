using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Threading.Tasks;
using NanoCharger.Emulation;
using Xunit;

namespace NanoCharger.System.Tests.Emulation;

public sealed class ThreadTests
{
    private const long Millisecond = TestMachine.Millisecond;

    [Fact]
    public void Two_busy_threads_take_turns_of_20_ms()
    {
        List<(int Who, long At)> slices = [];
        TestMachine test = new();
        test.Run(
            () =>
            {
                new VirtualThread(() => Work(slices, 2)).Start();
                Work(slices, 1);
            },
            200 * Millisecond);

        List<long> changes = [];
        for (int i = 1; i < slices.Count; i++)
        {
            if (slices[i].Who != slices[i - 1].Who)
            {
                changes.Add(slices[i - 1].At);
            }
        }

        Assert.Equal([19, 39, 59, 79, 99, 119, 139, 159, 179], changes.Select(at => at / Millisecond));
    }

    [Fact]
    public void A_step_of_priority_doubles_the_share()
    {
        List<(int Who, long At)> slices = [];
        TestMachine test = new();
        test.Run(
            () =>
            {
                new VirtualThread(() => Work(slices, 2)) { Priority = 3 }.Start();
                Work(slices, 1);
            },
            6000 * Millisecond);

        double share = slices.Count(slice => slice.Who == 2) / (double)slices.Count;
        Assert.InRange(share, 0.64, 0.69);
    }

    [Fact]
    public void A_thread_is_preempted_at_calls_only_and_a_stall_never_hands_over()
    {
        TestMachine test = new();
        long otherRan = -1;
        test.Run(
            () =>
            {
                new VirtualThread(() => otherRan = Machine.Current.NowNanos).Start();
                Machine.Current.Stall(500 * Millisecond);
                Machine.Current.Spend(Millisecond);
            });

        Assert.Equal(501 * Millisecond, otherRan);
    }

    [Theory]
    [InlineData(1, 10)]
    [InlineData(10, 10)]
    [InlineData(11, 20)]
    [InlineData(100, 100)]
    public void Sleep_lasts_whole_ticks_of_10_ms(int asked, int lasts)
    {
        TestMachine test = new();
        long slept = 0;
        test.Run(
            () =>
            {
                VirtualThread.Sleep(asked);
                slept = Machine.Current.NowNanos;
            });

        Assert.Equal(lasts * Millisecond, slept);
    }

    [Fact]
    public void Sleep_of_zero_lets_the_other_thread_run_and_costs_nothing()
    {
        TestMachine test = new();
        string order = "";
        test.Run(
            () =>
            {
                new VirtualThread(() => order += "b").Start();
                order += "a";
                VirtualThread.Sleep(0);
                order += "c";
                Assert.Equal(0, Machine.Current.NowNanos);
            });

        Assert.Equal("abc", order);
    }

    [Fact]
    public void An_injected_stall_stops_the_busy_and_the_sleeping_while_physics_goes_on()
    {
        TestMachine test = new();
        long busyAt = 0;
        long sleeperAt = 0;
        int physical = 0;
        test.Machine.Schedule(5 * Millisecond, () => test.Machine.InjectStall(300 * Millisecond));
        test.Machine.Schedule(100 * Millisecond, () => physical++);
        test.Run(
            () =>
            {
                new VirtualThread(() =>
                {
                    VirtualThread.Sleep(50);
                    sleeperAt = Machine.Current.NowNanos;
                }).Start();
                Machine.Current.Spend(8 * Millisecond);
                busyAt = Machine.Current.NowNanos;
            });

        Assert.Equal(308 * Millisecond, busyAt);
        Assert.True(sleeperAt >= 305 * Millisecond, $"woke at {sleeperAt}");
        Assert.Equal(1, physical);
    }

    [Fact]
    public void A_thread_that_sleeps_within_a_lock_keeps_it()
    {
        TestMachine test = new();
        object gate = new();
        long entered = 0;
        test.Run(
            () =>
            {
                VirtualMonitor.Enter(gate);
                new VirtualThread(() =>
                {
                    VirtualMonitor.Enter(gate);
                    entered = Machine.Current.NowNanos;
                }).Start();
                VirtualThread.Sleep(200);
                VirtualMonitor.Exit(gate);
                VirtualThread.Sleep(10);
            });

        Assert.Equal(200 * Millisecond, entered);
    }

    [Fact]
    public void A_signal_lets_one_through_and_a_wait_ends_in_time()
    {
        TestMachine test = new();
        List<string> log = [];
        test.Run(
            () =>
            {
                VirtualSignal signal = new(auto: true, set: false);
                new VirtualThread(() => log.Add("woken " + signal.Wait(-1) + " at " + (Machine.Current.NowNanos / Millisecond))).Start();
                VirtualThread.Sleep(50);
                signal.Set();
                VirtualThread.Sleep(10);
                log.Add("wait " + signal.Wait(30) + " until " + (Machine.Current.NowNanos / Millisecond));
            });

        Assert.Equal(["woken True at 50", "wait False until 90"], log);
    }

    [Fact]
    public void Timers_share_one_thread_and_survive_what_a_callback_throws()
    {
        TestMachine test = new();
        List<long> calls = [];
        test.Run(
            () =>
            {
                VirtualTimer timer = new(
                    () =>
                    {
                        calls.Add(Machine.Current.NowNanos / Millisecond);
                        throw new InvalidOperationException();
                    },
                    100,
                    100);
                VirtualThread.Sleep(350);
                timer.Dispose();
                VirtualThread.Sleep(500);
            });

        Assert.Equal([100L, 200L, 300L], calls);
        Assert.Equal(3, test.Machine.ThreadFaults.Count);
    }

    [Fact]
    public void One_seed_gives_one_run_also_with_eight_machines_side_by_side()
    {
        string alone = Busy(7);
        string[] together = new string[8];
        Parallel.For(0, together.Length, i => together[i] = Busy(7));

        Assert.All(together, run => Assert.Equal(alone, run));
        Assert.NotEqual(alone, Busy(8));
    }

    private static void Work(List<(int Who, long At)> slices, int who)
    {
        while (true)
        {
            Machine.Current.Spend(Millisecond);
            slices.Add((who, Machine.Current.NowNanos));
        }
    }

    /// <summary>Two threads that convert, sleep, log and share a lock; the text tells every step with its time.</summary>
    private static string Busy(ulong seed)
    {
        StringBuilder text = new();
        object gate = new();
        TestMachine test = new(seed);
        test.Run(
            () =>
            {
                new VirtualThread(() => Convert(text, gate, "b", 7)).Start();
                Convert(text, gate, "a", 13);
            },
            2 * TestMachine.Second);
        return text.ToString();
    }

    private static void Convert(StringBuilder text, object gate, string name, int pause)
    {
        global::System.Device.Adc.AdcChannel channel = new global::System.Device.Adc.AdcController().OpenChannel(0);
        while (true)
        {
            VirtualMonitor.Enter(gate);
            int sum = 0;
            for (int i = 0; i < 600; i++)
            {
                sum += channel.ReadValue();
            }

            text.Append(name).Append(Machine.Current.NowNanos).Append(' ').Append(sum).Append('\n');
            VirtualMonitor.Exit(gate);
            VirtualThread.Sleep(pause);
        }
    }
}
