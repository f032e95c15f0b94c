using System.Collections.Generic;
using System.Linq;

namespace NanoCharger.Board
{
    /// <summary>What is connected with what: a wire connects what touches it, a name all that bear it. Wires that only cross are not connected.</summary>
    public static class Netlist
    {
        /// <summary>The nets of all sheets together.</summary>
        public static IReadOnlyList<Net> Of(IEnumerable<Sheet> sheets)
        {
            List<(HashSet<string> Names, List<Pin> Pins)> nets = new List<(HashSet<string> Names, List<Pin> Pins)>();
            foreach (Sheet sheet in sheets)
            {
                nets.AddRange(Groups(sheet).Select(places => (
                    sheet.Flags.Where(flag => places.Contains(flag.At)).Select(flag => flag.Name).ToHashSet(),
                    sheet.Parts.SelectMany(part => part.Pins).Where(pin => places.Contains(pin.At)).ToList())));
            }

            for (int i = 0; i < nets.Count; i++)
            {
                for (int k = nets.Count - 1; k > i; k--)
                {
                    if (nets[i].Names.Overlaps(nets[k].Names))
                    {
                        nets[i].Names.UnionWith(nets[k].Names);
                        nets[i].Pins.AddRange(nets[k].Pins);
                        nets.RemoveAt(k);
                        k = nets.Count;
                    }
                }
            }

            return nets.Where(net => net.Pins.Count > 0).Select(net => new Net(string.Join('=', net.Names.Order()), net.Pins)).ToList();
        }

        /// <summary>The places where three and more ends meet: a dot is drawn there.</summary>
        public static IEnumerable<Place> Joints(Sheet sheet)
        {
            IEnumerable<Place> ends = sheet.Wires.SelectMany(wire => new[] { wire[0], wire[^1] }).Concat(sheet.Parts.SelectMany(part => part.Pins).Select(pin => pin.At));
            return ends.GroupBy(place => place).Where(group => group.Count() + (2 * sheet.Wires.Count(wire => Runs(wire, group.Key))) >= 3).Select(group => group.Key);
        }

        /// <summary>A wire passes the place, and does not end there.</summary>
        private static bool Runs(IReadOnlyList<Place> wire, Place place)
        {
            return place != wire[0] && place != wire[^1] && Touches(wire, place);
        }

        private static bool Touches(IReadOnlyList<Place> wire, Place place)
        {
            return wire.Zip(wire.Skip(1)).Any(part => place.IsBetween(part.First, part.Second));
        }

        private static List<HashSet<Place>> Groups(Sheet sheet)
        {
            List<HashSet<Place>> groups = new List<HashSet<Place>>();
            IEnumerable<Place> places = sheet.Parts.SelectMany(part => part.Pins).Select(pin => pin.At)
                .Concat(sheet.Flags.Select(flag => flag.At)).Concat(sheet.Wires.SelectMany(wire => new[] { wire[0], wire[^1] })).Distinct();
            List<Place> all = places.ToList();
            groups.AddRange(all.Select(place => new HashSet<Place> { place }));
            foreach (IReadOnlyList<Place> wire in sheet.Wires)
            {
                HashSet<Place> touched = all.Where(place => Touches(wire, place)).ToHashSet();
                List<HashSet<Place>> joined = groups.Where(group => group.Overlaps(touched)).ToList();
                groups.RemoveAll(joined.Contains);
                groups.Add(joined.SelectMany(group => group).ToHashSet());
            }

            return groups;
        }
    }
}
