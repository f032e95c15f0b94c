using System;
using System.Device.Adc;
using System.Threading;
using NanoCharger.Check.Cost;

namespace NanoCharger.System.Tests.Cost
{
    /// <summary>Methods whose instructions were counted by hand, in the intermediate language of a release build.</summary>
    [Counted]
    internal sealed class Sample : ISample
    {
        public delegate int Step(int value);

        public int Value { get; set; }

        // ldarg, ldarg, add
        public static int Add(int a, int b)
        {
            return a + b;
        }

        // ldarg, ldarg, Add, ldarg, ldc, Add, add
        public static int AddTwice(int a)
        {
            return Add(a, a) + Add(a, 1);
        }

        // 5 to begin, 3 for each look at the end, 8 for each round, 1 to return
        public static int Sum(int count)
        {
            int sum = 0;
            for (int i = 0; i < count; i++)
            {
                sum += i;
            }

            return sum;
        }

        // Each arm of a branch by itself: ldarg, brtrue, then ldc or ldc.
        public static int Choose(bool first)
        {
            return first ? 1 : 2;
        }

        // ldarg, ldfld of the property's field
        public int Get()
        {
            return Value;
        }

        public static int ThroughInterface(ISample sample)
        {
            return sample.Get();
        }

        public static int ThroughDelegate(Step step)
        {
            return step(1);
        }

        public static double Native(double value)
        {
            return Math.Sqrt(value);
        }

        // One on the stack.
        public static void Read(AdcChannelBase channel)
        {
            channel.ReadValue();
        }

        // Its frame may be its caller's.
        public void ReadInInstance(AdcChannelBase channel)
        {
            channel.ReadValue();
        }

        // Three locals, two on the stack.
        public static int ReadAmongLocals(AdcChannelBase channel)
        {
            int first = Choose(true);
            int second = Choose(first > 1);
            int third = channel.ReadValue();
            return third > 0 ? first + second + third : third - (first + second);
        }

        // Five on the stack.
        public static int ReadOnDeepStack(AdcChannelBase channel)
        {
            return Add(1, Add(2, Add(3, Add(4, channel.ReadValue()))));
        }

        // An object with one field, an array of ten numbers of four bytes, a boxed number.
        public static object Allocate(int length)
        {
            _ = new Sample();
            _ = new int[length];
            return length;
        }

        // In the try the call alone; what stands behind it is never reached.
        public static int Caught()
        {
            try
            {
                Fail();
                return 1;
            }
            catch (InvalidOperationException)
            {
                return 2;
            }
        }

        public static int Finally(int value)
        {
            int result = value;
            try
            {
                result++;
            }
            finally
            {
                result--;
            }

            return result;
        }

        public static int Locked(object gate)
        {
            lock (gate)
            {
                return 1;
            }
        }

        public static void OnAnotherThread()
        {
            Thread other = new(() => Sum(1000));
            other.Start();
            other.Join();
        }

        private static void Fail()
        {
            throw new InvalidOperationException();
        }
    }
}
