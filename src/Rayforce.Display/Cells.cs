using System.Buffers;
using System.Globalization;

namespace Rayforce.Display;

/// <summary>The elements of a column as texts for other programs, and for people. A null has none.</summary>
internal static class Cells
{
    private static readonly CultureInfo Culture = CultureInfo.InvariantCulture;
    private static readonly SearchValues<char> WholeNumber = SearchValues.Create("-0123456789");

    /// <summary>Makes what gives the text of a row: numbers in full, dates and moments as ISO 8601 has them.</summary>
    public static Func<int, string?> Of(RayObject column) => column switch
    {
        RayVector<bool> vector => row => vector[row] ? "true" : "false",
        RayVector<byte> vector => row => vector[row].ToString(Culture),
        RayVector<short> vector => row => vector.IsNull(row) ? null : vector[row].ToString(Culture),
        RayVector<int> vector => row => vector.IsNull(row) ? null : vector[row].ToString(Culture),
        RayVector<long> vector => row => vector.IsNull(row) ? null : vector[row].ToString(Culture),
        RayVector<float> vector => row => vector.IsNull(row) ? null : Number(vector[row].ToString(Culture)),
        RayVector<double> vector => row => vector.IsNull(row) ? null : Number(vector[row].ToString(Culture)),
        RayVector<RayDate> vector => row => vector.IsNull(row) ? null : Date(vector.GetAtom(row)),
        RayVector<RayTimestamp> vector => row => vector.IsNull(row) ? null : Timestamp(vector.GetAtom(row)),
        RayTextVector texts => row => texts[row],
        RayVector vector => row => vector.GetAtom(row) is RayAtom { IsNull: false } atom ? atom.ToRayfall() : null,
        RayList list => row => Of(list, row),
        _ => row => column.ToRayfall(),
    };

    /// <summary>
    /// As <see cref="Of(RayObject)"/>, but as Rayfall has it: a null shows which one it is, and a date has dots.
    /// </summary>
    public static Func<int, string> ForPeople(RayObject column) => column switch
    {
        RayVector<RayDate> or RayVector<RayTimestamp> or RayVector<RayGuid> => Atoms((RayVector)column),
        RayVector and not RayTextVector when Of(column) is var cells =>
            row => cells(row) ?? ((RayVector)column).GetAtom(row).ToRayfall(),
        _ when Of(column) is var cells => row => cells(row) ?? "",
        _ => row => "",
    };

    /// <summary>A date or the beginning of a moment: <c>2024.01.02</c> becomes <c>2024-01-02</c>.</summary>
    public static string Date(RayObject date) => date.ToRayfall().Replace('.', '-');

    /// <summary>A moment: <c>2024.01.02D09:30:00.000000000</c> becomes <c>2024-01-02T09:30:00.000000000</c>.</summary>
    public static string Timestamp(RayObject timestamp)
    {
        var text = timestamp.ToRayfall();
        var day = text.IndexOf('D');
        return $"{text.AsSpan(0, day).ToString().Replace('.', '-')}T{text.AsSpan(day + 1)}";
    }

    /// <summary>A number that stays a floating one where it is read again.</summary>
    public static string Number(string text) =>
        text.AsSpan().IndexOfAnyExcept(WholeNumber) < 0 ? $"{text}.0" : text;

    private static Func<int, string> Atoms(RayVector vector) => row => vector.GetAtom(row).ToRayfall();

    private static string? Of(RayList list, int row) => list[row] switch
    {
        RayNull => null,
        RayString text => text.Value,
        RaySymbol name => name.Name,
        RayAtom atom => Of(atom.ToVector())(0),
        var item => RayfallSource.Of(item),
    };
}
