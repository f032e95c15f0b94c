using System.Collections.Generic;

namespace NanoCharger.Backend.Web
{
    /// <summary>What stands in the fields of a form, and which of them is wrong and why.</summary>
    public sealed class Entries
    {
        /// <summary>A form that nobody has filled.</summary>
        public static readonly Entries Empty = new(new Dictionary<string, string>());

        private readonly IReadOnlyDictionary<string, string> _values;
        private readonly string? _field;

        internal Entries(IReadOnlyDictionary<string, string> values, string? field = null, string? problem = null)
        {
            _values = values;
            _field = field;
            Problem = problem;
        }

        /// <summary>What is wrong; null where nothing is.</summary>
        public string? Problem { get; }

        /// <summary>Whether what is wrong is no field's own.</summary>
        public bool IsGeneral => Problem is not null && _field is null;

        /// <summary>What stands in a field.</summary>
        public string this[string name] => _values.GetValueOrDefault(name) ?? "";

        /// <summary>What is wrong with a field; null where nothing is.</summary>
        public string? ProblemOf(string name)
        {
            return name == _field ? Problem : null;
        }

        /// <summary>The same with what is wrong.</summary>
        /// <param name="field">The field; null: none alone.</param>
        /// <param name="problem">Why, in the language of who typed it.</param>
        internal Entries Wrong(string? field, string problem)
        {
            return new Entries(_values, field, problem);
        }
    }
}
