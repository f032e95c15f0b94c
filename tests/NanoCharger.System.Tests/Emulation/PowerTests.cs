using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using NanoCharger.Emulation;
using Xunit;

namespace NanoCharger.System.Tests.Emulation;

public sealed class PowerTests
{
    private const long Millisecond = TestMachine.Millisecond;

    [Fact]
    public void A_power_cut_unwinds_through_finally_and_catch_all()
    {
        TestMachine test = new();
        List<string> log = [];
        test.Machine.Schedule(105 * Millisecond, test.Machine.CutPower);
        test.Run(() =>
        {
            try
            {
                while (true)
                {
                    try
                    {
                        VirtualThread.Sleep(10);
                    }
                    catch (Exception)
                    {
                        log.Add("caught");
                        Machine.Current.Spend(1);
                        log.Add("worked on");
                    }
                    finally
                    {
                        log.Add(test.Machine.Powered ? "" : "finally");
                    }
                }
            }
            finally
            {
                test.Machine.Spend(1);
                log.Add("worked on");
            }
        });

        Assert.Equal(["caught", "finally"], log.Where(line => line != ""));
        Assert.False(test.Machine.Powered);
        Assert.Equal(1, test.Circuit.Resets);
    }

    [Fact]
    public void A_reset_starts_afresh_and_nothing_of_the_old_boot_runs_on()
    {
        TestMachine test = new();
        int boots = 0;
        List<(int Boot, long At)> steps = [];
        test.Machine.Schedule(1000 * Millisecond + 1, test.Machine.Reset);
        test.Run(
            () =>
            {
                int boot = ++boots;
                new VirtualThread(() => Step(steps, boot)).Start();
                Step(steps, boot);
            },
            2000 * Millisecond);

        Assert.Equal(2, boots);
        Assert.All(steps, step => Assert.Equal(step.At <= 1000 * Millisecond ? 1 : 2, step.Boot));
        Assert.Contains(steps, step => step.Boot == 2 && step.At > 1900 * Millisecond);
    }

    [Fact]
    public void The_firmware_may_reset_itself()
    {
        TestMachine test = new();
        int boots = 0;
        test.Run(() =>
        {
            if (++boots < 3)
            {
                nanoFramework.Runtime.Native.Power.RebootDevice();
                boots += 100;
            }
        });

        Assert.Equal(3, boots);
    }

    [Fact]
    public void No_thread_is_left_when_a_run_has_ended()
    {
        List<Thread> threads = [];
        TestMachine test = new();
        int polls = 0;
        test.Machine.Boot(() =>
        {
            for (int k = 0; k < 5; k++)
            {
                new VirtualThread(() =>
                {
                    threads.Add(Thread.CurrentThread);
                    Step([], 0);
                }).Start();
            }

            threads.Add(Thread.CurrentThread);
            Step([], 0);
        });
        test.Machine.Run(TestMachine.Second, () => ++polls > 20);

        Assert.Equal(6, threads.Count);
        Assert.True(test.Machine.NowNanos < TestMachine.Second, "not stopped");
        Assert.All(threads, thread => Assert.False(thread.IsAlive));
    }

    [Fact]
    public void An_exception_ends_its_thread_only_and_the_main_one_is_told()
    {
        TestMachine test = new();
        bool workerDone = false;
        test.Machine.Boot(() =>
        {
            new VirtualThread(() => throw new FormatException()).Start();
            new VirtualThread(() =>
            {
                VirtualThread.Sleep(100);
                workerDone = true;
            }).Start();
            VirtualThread.Sleep(20);
            throw new InvalidOperationException("main");
        });
        test.Machine.Run(TestMachine.Second);

        Assert.True(workerDone);
        Assert.Equal("main", test.Machine.FirmwareFault?.Message);
        Assert.IsType<FormatException>(Assert.Single(test.Machine.ThreadFaults));
    }

    [Fact]
    public void A_fault_of_the_bay_reaches_its_caller_and_not_the_firmware()
    {
        TestMachine test = new();
        test.Machine.Schedule(50 * Millisecond, () => throw new NotSupportedException("bay"));
        test.Machine.Boot(() => Step([], 0));

        Assert.Equal("bay", Assert.Throws<NotSupportedException>(() => test.Machine.Run(TestMachine.Second)).Message);
        Assert.Null(test.Machine.FirmwareFault);
    }

    [Fact]
    public void A_thread_that_swallows_the_power_cut_for_ever_is_named_and_does_not_hang_the_run()
    {
        TestMachine test = new();
        test.Machine.Boot(() =>
        {
            while (true)
            {
                try
                {
                    Machine.Current.Spend(Millisecond);
                }
                catch (Exception)
                {
                }
            }
        });

        Assert.Throws<InvalidOperationException>(() => test.Machine.Run(TestMachine.Second));
    }

    [Fact]
    public void Events_happen_in_order_at_their_own_time_and_can_be_taken_back()
    {
        TestMachine test = new();
        List<(string, long)> log = [];
        foreach (int at in new[] { 7, 3, 5, 3 })
        {
            test.Machine.Schedule(at * Millisecond, () => log.Add(("event " + at, test.Machine.NowNanos / Millisecond)));
        }

        Event gone = test.Machine.Schedule(4 * Millisecond, () => log.Add(("gone", 0)));
        test.Machine.Cancel(gone);
        test.Run(() => Machine.Current.Spend(20 * Millisecond));

        Assert.Equal([("event 3", 3L), ("event 3", 3L), ("event 5", 5L), ("event 7", 7L)], log);
    }

    private static void Step(List<(int Boot, long At)> steps, int boot)
    {
        while (true)
        {
            Machine.Current.Spend(Millisecond);
            VirtualThread.Sleep(10);
            steps.Add((boot, Machine.Current.NowNanos));
        }
    }
}
