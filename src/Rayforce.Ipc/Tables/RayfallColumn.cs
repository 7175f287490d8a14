using System.Text;
using Rayforce.Text;

namespace Rayforce;

/// <summary>A column of a table, its cells formatted, so that its width is known.</summary>
internal sealed class RayfallColumn
{
    private const int MaxCell = 63;
    private const int Padding = 2;

    private readonly byte[] _name;
    private readonly byte[] _type;
    private readonly byte[][] _cells;

    /// <summary>Formats the cells that are shown.</summary>
    /// <param name="name">The column's name.</param>
    /// <param name="values">The column.</param>
    /// <param name="rows">How many rows are shown.</param>
    /// <param name="rowsHidden">
    /// Whether there are more, so that the second half of those shown is the column's end.
    /// </param>
    public RayfallColumn(ReadOnlySpan<byte> name, RayObject values, int rows, bool rowsHidden)
    {
        _name = name.ToArray();
        _type = TypeName(values);
        _cells = new byte[rows][];
        Width = Math.Max(_name.Length, _type.Length);
        for (var row = 0; row < rows; row++)
        {
            var index = rowsHidden && row >= rows / 2 ? values.ElementCount - rows + row : row;
            _cells[row] = FormatCell(values, index);
            Width = Math.Max(Width, _cells[row].Length);
        }

        Width += Padding;
    }

    /// <summary>The bytes between the bars.</summary>
    public int Width { get; set; }

    public void AppendName(Utf8Text text) => AppendCentered(text, _name, _name.Length);

    public void AppendType(Utf8Text text) => AppendCentered(text, _type, _type.Length);

    public void AppendEllipsis(Utf8Text text) => AppendCentered(text, "…"u8, 1);

    public void AppendCell(Utf8Text text, int row)
    {
        text.Append(" "u8);
        text.Append(_cells[row]);
        text.AppendRepeated(" "u8, Width - 1 - _cells[row].Length);
    }

    private void AppendCentered(Utf8Text text, ReadOnlySpan<byte> utf8, int width)
    {
        var left = (Width - width) / 2;
        text.AppendRepeated(" "u8, left);
        text.Append(utf8);
        text.AppendRepeated(" "u8, Width - width - left);
    }

    private static byte[] FormatCell(RayObject values, int index)
    {
        var text = new Utf8Text();
        if ((uint)index >= (uint)values.ElementCount)
            text.Append("NA"u8);
        else if (values is RayVector vector)
            vector.AppendElement(text, index);
        else
            values.ElementAt(index).AppendRayfall(text);
        text.CutTo(MaxCell);
        return text.ToArray();
    }

    private static byte[] TypeName(RayObject values)
    {
        var name = values.Type switch
        {
            RayType.Symbol => "SYM",
            RayType.String => "STR",
            <= RayType.Guid or RayType.Timespan or RayType.Table or RayType.Dict =>
                values.Type.ToString().ToUpperInvariant(),
            _ => "?",
        };
        // An atom is no column, but a peer may send one.
        return Encoding.UTF8.GetBytes(values.IsAtom ? name.ToLowerInvariant() : name);
    }
}
