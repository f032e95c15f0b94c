using System;
using System.Collections.Generic;
using System.Device.Adc;
using System.Device.Gpio;
using System.Device.Pwm;
using System.IO.Ports;
using System.Linq;
using System.Text;
using nanoFramework.Hardware.Esp32;
using nanoFramework.M2Mqtt;
using nanoFramework.M2Mqtt.Exceptions;
using nanoFramework.Networking;
using NanoCharger.Emulation;
using Xunit;

namespace NanoCharger.System.Tests.Emulation;

public sealed class DeviceTests
{
    [Fact]
    public void Stopping_one_PWM_channel_makes_duty_writes_of_the_others_do_nothing()
    {
        TestMachine test = new();
        test.Run(() =>
        {
            Configuration.SetPinFunction(25, DeviceFunction.PWM1);
            Configuration.SetPinFunction(2, DeviceFunction.PWM3);
            PwmChannel pilot = PwmChannel.CreateFromPin(25, 1000, 1)!;
            PwmChannel lamp = PwmChannel.CreateFromPin(2, 1000, 0.5)!;
            pilot.Start();
            lamp.Start();
            pilot.DutyCycle = 0.5;
            lamp.Stop();
            pilot.DutyCycle = 0.1;
            Assert.Null(PwmChannel.CreateFromPin(4));
        });

        Assert.Equal(5000, test.Circuit.Pwm.Last(change => change.Gpio == 25).Duty);
    }

    [Fact]
    public void Duty_is_cut_off_to_hundredths_of_a_percent()
    {
        TestMachine test = new();
        test.Run(() =>
        {
            Configuration.SetPinFunction(25, DeviceFunction.PWM1);
            PwmChannel pilot = PwmChannel.CreateFromPin(25, 1000, 1)!;
            pilot.Start();
            pilot.DutyCycle = 0.533399;
        });

        Assert.Equal((25, 1000, 5333), test.Circuit.Pwm[^1]);
    }

    [Fact]
    public void The_clock_reads_1970_until_the_time_server_has_answered_and_the_timer_never_jumps()
    {
        TestMachine test = new();
        test.Circuit.WifiUp = false;
        test.Machine.Schedule(3 * TestMachine.Second, () => test.Circuit.WifiUp = true);
        List<long> wall = [];
        List<ulong> timer = [];
        test.Run(
            () =>
            {
                Sntp.Server1 = "time";
                WifiNetworkHelper.ConnectDhcp("net", "secret");
                Sntp.Start();
                for (int i = 0; i < 200; i++)
                {
                    wall.Add(VirtualClock.UtcMicros);
                    timer.Add(HighResTimer.GetCurrent());
                    VirtualThread.Sleep(100);
                }
            },
            30 * TestMachine.Second);

        Assert.True(wall[0] < 60_000_000, "1970 first");
        Assert.InRange(wall[^1], TestMachine.UtcAtStart, TestMachine.UtcAtStart + 60_000_000);
        for (int i = 1; i < timer.Count; i++)
        {
            Assert.InRange(timer[i] - timer[i - 1], 100_000UL, 110_000UL);
        }
    }

    [Fact]
    public void A_jump_of_the_clock_moves_only_the_wall_clock_and_a_reset_forgets_it()
    {
        TestMachine test = new();
        List<long> wall = [];
        test.Machine.Schedule(1 * TestMachine.Second, test.Machine.SynchroniseClock);
        test.Machine.Schedule(2 * TestMachine.Second, () => test.Machine.JumpClock(-3600));
        test.Machine.Schedule(3 * TestMachine.Second, test.Machine.Reset);
        test.Run(() =>
        {
            VirtualThread.Sleep(1500);
            wall.Add(VirtualClock.UtcMicros / 1_000_000);
            VirtualThread.Sleep(1000);
            wall.Add(VirtualClock.UtcMicros / 1_000_000);
        });

        long start = TestMachine.UtcAtStart / 1_000_000;
        Assert.Equal([start + 1, start + 2 - 3600, 1L, 2L], wall);
    }

    [Fact]
    public void The_converter_has_its_gain_and_three_counts_of_noise()
    {
        TestMachine test = new();
        const int Reads = 20_000;
        double sum = 0;
        double squares = 0;
        long took = 0;
        test.Run(() =>
        {
            AdcChannel channel = new AdcController().OpenChannel(6);
            long before = Machine.Current.NowNanos;
            for (int i = 0; i < Reads; i++)
            {
                int value = channel.ReadValue();
                sum += value;
                squares += (double)value * value;
            }

            took = Machine.Current.NowNanos - before;
        });

        double mean = sum / Reads;
        double deviation = Math.Sqrt((squares / Reads) - (mean * mean));
        Assert.InRange(mean, (1300 / 0.806 * 1.05) - 4.5, (1300 / 0.806 * 1.05) + 4.5);
        Assert.InRange(deviation, 2.85, 3.15);
        Assert.InRange(took / Reads, 59_900, 60_100);
        Assert.Equal(Reads, test.Machine.AdcConversions);
    }

    [Fact]
    public void The_converter_is_nearly_straight_between_150_and_2450_mV_and_bent_outside()
    {
        TestMachine test = new();
        Assert.InRange(Deviation(test, 0, 150), double.MinValue, 0.5 - (150 / 0.806 * 1.05) + 10);
        for (int millivolts = 160; millivolts < 2450; millivolts += 90)
        {
            TestMachine another = new();
            Assert.InRange(Deviation(another, millivolts, millivolts), -5, 5);
        }

        Assert.True(Deviation(new TestMachine(), 2900, 2900) > 20);
    }

    [Fact]
    public void ADC2_and_pins_without_a_driver_are_refused()
    {
        TestMachine test = new();
        test.Run(() =>
        {
            Assert.Throws<ArgumentException>(() => new AdcController().OpenChannel(10));
            Assert.Throws<ArgumentException>(() => new GpioController().OpenPin(36, PinMode.Output));
            Assert.Throws<ArgumentException>(() => new SerialPort("COM2").Open());
        });
    }

    [Fact]
    public void The_console_line_leads_to_COM2()
    {
        TestMachine test = new();
        StringBuilder sent = new();
        test.Console.Output += bytes => sent.Append(Encoding.ASCII.GetString(bytes));
        test.Machine.Schedule(TestMachine.Second, () => test.Console.Type("help"u8.ToArray()));
        test.Run(() =>
        {
            Configuration.SetPinFunction(19, DeviceFunction.COM2_TX);
            Configuration.SetPinFunction(23, DeviceFunction.COM2_RX);
            SerialPort port = new("COM2", 115200);
            port.Open();
            while (port.BytesToRead == 0)
            {
                VirtualThread.Sleep(10);
            }

            byte[] buffer = new byte[16];
            int length = port.Read(buffer, 0, buffer.Length);
            port.Write(buffer, 0, length);
        });

        Assert.Equal("help", sent.ToString());
    }

    [Fact]
    public void Name_resolution_stops_every_thread_and_an_unreachable_broker_throws()
    {
        TestMachine test = new();
        long mostApart = 0;
        test.Run(() =>
        {
            WifiNetworkHelper.ConnectDhcp("net", "secret");
            new VirtualThread(() =>
            {
                long last = Machine.Current.NowNanos;
                while (true)
                {
                    Machine.Current.Spend(TestMachine.Millisecond);
                    mostApart = Math.Max(mostApart, Machine.Current.NowNanos - last);
                    last = Machine.Current.NowNanos;
                }
            }).Start();
            VirtualThread.Sleep(10);
            MqttClient client = new("broker") { ProtocolVersion = MqttProtocolVersion.Version_5 };
            Assert.Throws<MqttConnectionException>(() => client.Connect("station"));
            test.Circuit.Broker = BrokerReach.Silent;
            long before = Machine.Current.NowNanos;
            Assert.Throws<MqttCommunicationException>(() => client.Connect("station"));
            Assert.InRange(Machine.Current.NowNanos - before, 30 * TestMachine.Second, 31 * TestMachine.Second);
        }, 60 * TestMachine.Second);

        Assert.InRange(mostApart, 41 * TestMachine.Millisecond, 70 * TestMachine.Millisecond);
    }

    private static double Deviation(TestMachine test, double millivolts, double straight)
    {
        test.Circuit.PinMillivolts = millivolts;
        double sum = 0;
        test.Run(() =>
        {
            AdcChannel channel = new AdcController().OpenChannel(0);
            for (int i = 0; i < 4000; i++)
            {
                sum += channel.ReadValue();
            }
        });
        return (sum / 4000) - (straight / 0.806 * 1.05);
    }
}
