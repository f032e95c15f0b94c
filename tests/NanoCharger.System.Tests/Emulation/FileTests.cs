using System;
using System.IO;
using System.Text;
using NanoCharger.Emulation;
using Xunit;

namespace NanoCharger.System.Tests.Emulation;

public sealed class FileTests
{
    [Fact]
    public void Flush_is_not_durable_and_close_is()
    {
        TestMachine test = new();
        byte[]? afterFlush = null;
        byte[]? afterClose = null;
        test.Run(() =>
        {
            VirtualFile file = VirtualFileSystem.Open("I:\\log", FileMode.Create, FileAccess.Write);
            file.Write("abc"u8.ToArray(), 0, 3);
            file.Flush();
            afterFlush = test.Flash.Read("log");
            file.Close();
            afterClose = test.Flash.Read("log");
        });

        Assert.Null(afterFlush);
        Assert.Equal("abc", Text(afterClose));
    }

    [Fact]
    public void A_power_cut_before_the_end_of_close_leaves_the_old_content()
    {
        TestMachine test = new();
        test.Flash.Replace("settings", new byte[3000]);
        long closing = 0;
        test.Run(() =>
        {
            VirtualFile file = VirtualFileSystem.Open("I:\\settings", FileMode.Create, FileAccess.Write);
            file.Write(new byte[2000], 0, 2000);
            closing = Machine.Current.NowNanos;
            test.Machine.Schedule(closing + (20 * TestMachine.Millisecond), test.Machine.CutPower);
            file.Close();
        });

        Assert.True(closing > 0);
        Assert.Equal(3000, test.Flash.Read("settings")!.Length);
    }

    [Fact]
    public void A_reader_sees_what_was_committed_last()
    {
        TestMachine test = new();
        test.Flash.Replace("a", "old"u8.ToArray());
        string seen = "";
        test.Run(() =>
        {
            VirtualFile writer = VirtualFileSystem.Open("I:\\a", FileMode.Create, FileAccess.Write);
            writer.Write("new"u8.ToArray(), 0, 3);
            byte[] buffer = new byte[10];
            VirtualFile reader = VirtualFileSystem.Open("I:\\a", FileMode.Open, FileAccess.Read);
            seen = Encoding.ASCII.GetString(buffer, 0, reader.Read(buffer, 0, 10));
            writer.Close();
        });

        Assert.Equal("old", seen);
        Assert.Equal("new", Text(test.Flash.Read("a")));
    }

    [Fact]
    public void An_append_tells_where_the_new_bytes_begin()
    {
        TestMachine test = new();
        test.Flash.Replace("log.1", "one"u8.ToArray());
        (string Name, string Content, int From) told = default;
        test.Flash.Committed += (name, content, from) => told = (name, Text(content), from);
        test.Run(() =>
        {
            VirtualFile file = VirtualFileSystem.Open("I:\\log.1", FileMode.Append, FileAccess.Write);
            file.Write("two"u8.ToArray(), 0, 3);
            file.Close();
        });

        Assert.Equal(("log.1", "onetwo", 3), told);
    }

    [Fact]
    public void Move_fails_on_an_existing_target()
    {
        TestMachine test = new();
        test.Flash.Replace("a", [1]);
        test.Flash.Replace("b", [2]);
        test.Run(() =>
        {
            Assert.Throws<IOException>(() => VirtualFileSystem.Move("I:\\a", "I:\\b"));
            VirtualFileSystem.Delete("I:\\b");
            VirtualFileSystem.Move("I:\\a", "I:\\b");
        });

        Assert.Equal(["b"], test.Flash.Names);
        Assert.Equal([1], test.Flash.Read("b"));
    }

    [Fact]
    public void Erases_stop_every_thread_for_45_ms_as_a_rule_and_never_more_than_400()
    {
        TestMachine test = new();
        long least = long.MaxValue;
        long most = 0;
        long sum = 0;
        const int Times = 400;
        test.Run(
            () =>
            {
                for (int i = 0; i < Times; i++)
                {
                    VirtualFile file = VirtualFileSystem.Open("I:\\x", FileMode.Create, FileAccess.Write);
                    file.Write(new byte[1000], 0, 1000);
                    long before = Machine.Current.NowNanos;
                    file.Close();
                    long took = Machine.Current.NowNanos - before;
                    least = Math.Min(least, took);
                    most = Math.Max(most, took);
                    sum += took;
                }
            },
            60 * TestMachine.Second);

        Assert.InRange(least / TestMachine.Millisecond, 40, 50);
        Assert.InRange(most / TestMachine.Millisecond, 100, 401);
        Assert.InRange(sum / Times / TestMachine.Millisecond, 45, 75);
    }

    [Fact]
    public void A_full_flash_refuses_and_changes_nothing()
    {
        TestMachine test = new();
        int written = 0;
        test.Run(
            () => Assert.Throws<IOException>(Fill),
            60 * TestMachine.Second);

        Assert.InRange(written, 55, 62);
        Assert.Equal(written, test.Flash.Names.Count);

        void Fill()
        {
            while (true)
            {
                VirtualFile file = VirtualFileSystem.Open("I:\\f" + written, FileMode.Create, FileAccess.Write);
                file.Write(new byte[4096], 0, 4096);
                file.Close();
                written++;
            }
        }
    }

    private static string Text(byte[]? bytes)
    {
        return bytes is null ? "nothing" : Encoding.ASCII.GetString(bytes);
    }
}
