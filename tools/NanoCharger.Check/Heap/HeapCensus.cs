using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.Loader;

namespace NanoCharger.Check.Heap
{
    /// <summary>Counts what is alive on the heap, phase by phase, by the layout of the device.</summary>
    public sealed class HeapCensus
    {
        private const BindingFlags OwnStatics = BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

        private readonly Dictionary<object, string> _born = new(ReferenceEqualityComparer.Instance);
        private readonly List<HeapLook> _looks = new();
        private readonly List<FieldInfo> _statics = new();

        /// <summary>Which types are which part's.</summary>
        public HeapTable Table { get; } = HeapTable.Load();

        /// <summary>What was seen at the end of each phase; empty where the workload does not look.</summary>
        public IReadOnlyList<HeapLook> Looks => _looks;

        /// <summary>Bytes that came behind the last look.</summary>
        public long Growth { get; private set; }

        /// <summary>Fills all static fields of the firmware, as the device does before Main. What they hold is no part of any phase.</summary>
        /// <param name="firmware">One assembly of it.</param>
        public void FillStatics(Assembly firmware)
        {
            IEnumerable<Assembly> assemblies = AssemblyLoadContext.GetLoadContext(firmware)!.Assemblies.Where(Cost.FirmwareTypes.OfFirmware).Append(firmware).Distinct();
            foreach (Type type in assemblies.SelectMany(assembly => assembly.GetTypes()).Where(Cost.FirmwareTypes.Counted))
            {
                RuntimeHelpers.RunClassConstructor(type.TypeHandle);
                _statics.AddRange(type.GetFields(OwnStatics).Where(field => !field.IsLiteral));
            }
        }

        /// <summary>Counts what can be reached now. What no earlier look has seen belongs to this phase.</summary>
        /// <param name="phase">Its name.</param>
        /// <param name="root">Where to begin.</param>
        /// <exception cref="InvalidOperationException">heap.json does not know an object of a library.</exception>
        public void Look(string phase, object root)
        {
            _looks.Add(Take(phase, root));
        }

        /// <summary>Counts once more, behind work that must leave nothing: see <see cref="Growth"/>.</summary>
        /// <param name="root">As at the last look.</param>
        public void LookAgain(object root)
        {
            Growth = Take("later", root).Total - _looks[^1].Total;
        }

        private HeapLook Take(string phase, object root)
        {
            HeapWalk walk = new(Table);
            foreach (FieldInfo field in _statics)
            {
                walk.Items.Add(new HeapItem(null, HeapLook.Statics, HeapLayout.Block));
                walk.From(field.FieldType.IsValueType ? null : field.GetValue(null), HeapLook.Statics);
            }
            long statics = walk.Items.Sum(item => (long)item.Bytes);
            int first = walk.Items.Count;
            walk.From(root, Table.PartOf(root.GetType()) ?? phase);
            HeapLook look = new(phase, statics);
            foreach (HeapItem item in walk.Items.Skip(first))
            {
                _born.TryAdd(item.Holder!, phase);
                look.Add(item, _born[item.Holder!]);
            }
            return look;
        }
    }
}
