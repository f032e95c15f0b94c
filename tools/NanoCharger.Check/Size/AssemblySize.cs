using System.Collections.Generic;
using System.IO;
using System.Linq;
using Mono.Cecil;

namespace NanoCharger.Check.Size
{
    /// <summary>What one assembly takes of what a .pe can hold.</summary>
    public sealed class AssemblySize
    {
        private AssemblySize(IReadOnlyList<Figure> figures, IReadOnlyDictionary<string, int> namespaces, int stringsOnce)
        {
            Figures = figures;
            Namespaces = namespaces;
            StringsOnce = stringsOnce;
        }

        /// <summary>All counts with their limits, the narrow ones first.</summary>
        public IReadOnlyList<Figure> Figures { get; }

        /// <summary>Bytes of bytecode by namespace; nested types belong to the outermost one's.</summary>
        public IReadOnlyDictionary<string, int> Namespaces { get; }

        /// <summary>Bytes of the string table if every string is stored once: the lower of the two counts of <see cref="StringTable"/>.</summary>
        public int StringsOnce { get; }

        /// <summary>The state of the figure that is nearest to its limit.</summary>
        public FigureState State => Figures.Max(figure => figure.State);

        /// <summary>Measures an assembly file.</summary>
        /// <exception cref="IOException">The file cannot be read.</exception>
        /// <exception cref="System.BadImageFormatException">The file is no assembly.</exception>
        public static AssemblySize Of(string path)
        {
            using ModuleDefinition module = ModuleDefinition.ReadModule(path);
            return Of(module);
        }

        /// <summary>Measures a module.</summary>
        public static AssemblySize Of(ModuleDefinition module)
        {
            List<TypeDefinition> types = Definitions.Types(module).ToList();
            Dictionary<string, int> namespaces = types
                .GroupBy(Definitions.NamespaceOf)
                .ToDictionary(group => group.Key, group => group.SelectMany(type => type.Methods).Sum(Bytecode.Of));
            StringTable strings = StringTable.Of(module);
            List<MemberReference> members = module.GetMemberReferences().ToList();
            Figure[] figures =
            [
                new("bytecode", namespaces.Values.Sum(), PeLimits.Bytecode),
                new("strings", strings.Bytes, PeLimits.Strings),
                new("signatures", SignatureTable.Of(module).Bytes, PeLimits.Signatures),
                new("types", types.Count, PeLimits.Types),
                new("methods", types.Sum(type => type.Methods.Count), PeLimits.Methods),
                new("fields", types.Sum(type => Definitions.Fields(type).Count()), PeLimits.Fields),
                new("typeRefs", module.GetTypeReferences().Count(), PeLimits.Types),
                new("methodRefs", members.OfType<MethodReference>().Count(), PeLimits.Methods),
                new("fieldRefs", members.OfType<FieldReference>().Count(), PeLimits.Fields),
            ];
            return new AssemblySize(figures, namespaces, strings.BytesOnce);
        }
    }
}
