using System.Collections.Generic;
using System.Linq;
using System.Security;
using System.Text;

namespace NanoCharger.Board
{
    /// <summary>Draws a sheet as svg: the same sheet gives the same bytes.</summary>
    public sealed class SheetPicture
    {
        private const int Step = 10;

        private const string Style = """
            <style>
            .p,.w{fill:none;stroke-width:1.3;stroke-linejoin:round}.p{stroke:#7a1f1f}.w{stroke:#1f5f2f}.f{fill:none;stroke:#888;stroke-dasharray:6 4}
            text{font:9px Arial,Helvetica,sans-serif;fill:#111}.v{fill:#444}.n{fill:#14408a}.t{font-size:15px;font-weight:bold}.i{font-size:11px}.d{fill:#1f5f2f}
            </style>
            """;

        private readonly StringBuilder _svg = new StringBuilder();

        private SheetPicture()
        {
        }

        /// <summary>The picture of a sheet.</summary>
        public static string Of(Sheet sheet)
        {
            SheetPicture picture = new SheetPicture();
            picture.Draw(sheet);
            return picture._svg.ToString();
        }

        private void Draw(Sheet sheet)
        {
            int width = sheet.Width * Step;
            int height = sheet.Height * Step;
            Line($"<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" viewBox=\"0 0 {width} {height}\">");
            Line(Style);
            Line($"<rect width=\"{width}\" height=\"{height}\" fill=\"#fffef8\"/>");
            Text(10, 20, sheet.Title, "t");
            foreach (Note note in sheet.Notes)
            {
                Draw(note);
            }

            foreach (IReadOnlyList<Place> wire in sheet.Wires)
            {
                Line($"<polyline class=\"w\" points=\"{string.Join(' ', wire.Select(at => $"{at.X * Step},{at.Y * Step}"))}\"/>");
            }

            foreach (Place joint in Netlist.Joints(sheet))
            {
                Line($"<circle class=\"d\" cx=\"{joint.X * Step}\" cy=\"{joint.Y * Step}\" r=\"3\"/>");
            }

            foreach (Part part in sheet.Parts)
            {
                Draw(part);
            }

            foreach (Flag flag in sheet.Flags)
            {
                Draw(flag);
            }

            Line("</svg>");
        }

        private void Draw(Note note)
        {
            if (note.Width > 0)
            {
                Line($"<rect class=\"f\" x=\"{note.At.X * Step}\" y=\"{note.At.Y * Step}\" width=\"{note.Width * Step}\" height=\"{note.Height * Step}\"/>");
                Text((note.At.X * Step) + 5, (note.At.Y * Step) + 13, note.Text, "i");
            }
            else
            {
                Text(note.At.X * Step, note.At.Y * Step, note.Text, "i");
            }
        }

        private void Draw(Part part)
        {
            switch (part.Kind)
            {
                case "box":
                    DrawBox(part);
                    break;
                case "amplifier":
                    DrawAmplifier(part);
                    break;
                case "mosfet":
                    Path(part.At, 0, "M0,0 L14,0 M14,-10 L14,10 M18,-12 L18,-4 M18,-3 L18,3 M18,4 L18,12 M18,-8 L30,-8 L30,-20 M18,8 L30,8 L30,20 M18,0 L30,0 L30,8 M23,-3 L18,0 L23,3");
                    Text((part.At.X * Step) + 35, (part.At.Y * Step) - 2, part.Reference, "");
                    Text((part.At.X * Step) + 35, (part.At.Y * Step) + 9, part.Value, "v");
                    break;
                default:
                    DrawTwoPins(part);
                    break;
            }
        }

        private void DrawTwoPins(Part part)
        {
            int turn = part.Direction switch { Direction.Down => 90, Direction.Left => 180, Direction.Up => 270, _ => 0 };
            Path(part.At, turn, Symbols.PathOf(part.Kind));
            Place middle = part.At.Toward(part.Direction, Symbols.Length / 2);
            if (part.Direction is Direction.Right or Direction.Left)
            {
                Text(middle.X * Step, (middle.Y * Step) - 12, part.Reference, "", "middle");
                Text(middle.X * Step, (middle.Y * Step) + 19, part.Value, "v", "middle");
            }
            else
            {
                Text((middle.X * Step) + 13, (middle.Y * Step) - 2, part.Reference, "");
                Text((middle.X * Step) + 13, (middle.Y * Step) + 9, part.Value, "v");
            }
        }

        private void DrawBox(Part part)
        {
            int x = part.At.X * Step;
            int y = part.At.Y * Step;
            Line($"<rect class=\"p\" x=\"{x}\" y=\"{y}\" width=\"{part.Width * Step}\" height=\"{part.Height * Step}\"/>");
            Text(x, y - 14, part.Reference, "");
            Text(x, y - 4, part.Value, "v");
            Text(x + (part.Width * Step / 2), y + (part.Height * Step / 2) + 4, part.Inside, "i", "middle");
            foreach (Pin pin in part.Pins)
            {
                bool left = pin.At.X == part.At.X;
                Text((pin.At.X * Step) + (left ? 3 : -3), (pin.At.Y * Step) + 3, pin.Name, "", left ? "start" : "end");
            }
        }

        private void DrawAmplifier(Part part)
        {
            Path(part.At, 0, "M0,0 L5,0 M0,20 L5,20 M5,-8 L5,28 L35,10 Z M35,10 L40,10");
            Text((part.At.X * Step) + 8, (part.At.Y * Step) + 3, part.Flipped ? "–" : "+", "");
            Text((part.At.X * Step) + 8, (part.At.Y * Step) + 23, part.Flipped ? "+" : "–", "");
            Text((part.At.X * Step) + 20, (part.At.Y * Step) - 9, part.Reference, "");
            Text((part.At.X * Step) + 20, (part.At.Y * Step) + 33, part.Value, "v");
        }

        private void Draw(Flag flag)
        {
            int x = flag.At.X * Step;
            int y = flag.At.Y * Step;
            if (flag.Name == Flag.Ground)
            {
                Line($"<path class=\"w\" d=\"M{x},{y} l0,5 m-7,0 l14,0 m-11,3 l8,0 m-6,3 l4,0\"/>");
            }
            else if (flag.IsRail)
            {
                Line($"<path class=\"w\" d=\"M{x},{y} l0,-6 m-7,0 l14,0\"/>");
                Text(x, y - 9, flag.Name, "n", "middle");
            }
            else
            {
                (int right, int down, string anchor) = flag.Direction switch
                {
                    Direction.Right => (5, 3, "start"),
                    Direction.Left => (-5, 3, "end"),
                    Direction.Up => (0, -5, "middle"),
                    _ => (0, 12, "middle"),
                };
                Line($"<circle cx=\"{x}\" cy=\"{y}\" r=\"2.2\" fill=\"#fff\" stroke=\"#14408a\"/>");
                Text(x + right, y + down, flag.Name, "n", anchor);
            }
        }

        private void Path(Place at, int turn, string strokes)
        {
            Line($"<path class=\"p\" transform=\"translate({at.X * Step},{at.Y * Step}) rotate({turn})\" d=\"{strokes}\"/>");
        }

        private void Text(int x, int y, string text, string kind, string anchor = "start")
        {
            if (text.Length > 0)
            {
                string style = kind.Length > 0 ? $" class=\"{kind}\"" : "";
                string place = anchor == "start" ? "" : $" text-anchor=\"{anchor}\"";
                Line($"<text x=\"{x}\" y=\"{y}\"{style}{place}>{SecurityElement.Escape(text)}</text>");
            }
        }

        private void Line(string text)
        {
            _svg.Append(text).Append('\n');
        }
    }
}
