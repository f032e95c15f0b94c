using System.Collections.Generic;
using System.Device.Adc;
using NanoCharger.Check.Cost;

namespace NanoCharger.System.Tests.Cost
{
    /// <summary>The samples as workloads; the gauge finds this class.</summary>
    internal sealed class SampleWorkloads : IWorkloadList
    {
        private static readonly Sample Ready = new() { Value = 3 };
        private static readonly Sample.Step Step = Twice;
        private static readonly object Gate = new();
        private static readonly AdcChannelBase Channel = new DeadChannel();

        public IReadOnlyList<IWorkload> All { get; } =
        [
            new SampleWorkload("add", () => Sample.Add(1, 2)),
            new SampleWorkload("add-twice", () => Sample.AddTwice(1)),
            new SampleWorkload("sum-10", () => Sample.Sum(10)),
            new SampleWorkload("first", () => Sample.Choose(true)),
            new SampleWorkload("second", () => Sample.Choose(false)),
            new SampleWorkload("interface", () => Sample.ThroughInterface(Ready)),
            new SampleWorkload("delegate", () => Sample.ThroughDelegate(Step)),
            new SampleWorkload("native", () => Sample.Native(2)),
            new SampleWorkload("read", () => Sample.Read(Channel)),
            new SampleWorkload("read-in-instance", () => Ready.ReadInInstance(Channel)),
            new SampleWorkload("read-among-locals", () => Sample.ReadAmongLocals(Channel)),
            new SampleWorkload("read-on-deep-stack", () => Sample.ReadOnDeepStack(Channel)),
            new SampleWorkload("allocate", () => Sample.Allocate(10)),
            new SampleWorkload("caught", () => Sample.Caught()),
            new SampleWorkload("finally", () => Sample.Finally(1)),
            new SampleWorkload("locked", () => Sample.Locked(Gate)),
            new SampleWorkload("other-thread", Sample.OnAnotherThread),
            new HeapWorkload("heap", 0),
            new HeapWorkload("heap-grown", 1),
        ];

        private sealed class DeadChannel : AdcChannelBase
        {
            public override int ReadValue()
            {
                return 0;
            }
        }

        private static int Twice(int value)
        {
            return 2 * value;
        }
    }
}
