namespace Rayforce.Console.Results;

/// <summary>Columns as numbers that can be drawn; a null is NaN.</summary>
internal static class ChartColumn
{
    /// <summary>2000-01-01, from which Rayforce counts, in seconds since 1970.</summary>
    private const double Epoch = 946_684_800;
    private const double SecondsOfDay = 86_400;

    /// <summary>Makes what gives the number of a row; null for a column that has no numbers.</summary>
    public static Func<int, double>? NumbersOf(RayObject column) => column switch
    {
        RayVector<byte> vector => row => vector[row],
        RayVector<short> vector => row => vector.IsNull(row) ? double.NaN : vector[row],
        RayVector<int> vector => row => vector.IsNull(row) ? double.NaN : vector[row],
        RayVector<long> vector => row => vector.IsNull(row) ? double.NaN : vector[row],
        RayVector<float> vector => row => vector.IsNull(row) ? double.NaN : vector[row],
        RayVector<double> vector => row => vector[row],
        RayVector<RayDate> vector => row => vector.IsNull(row) ? double.NaN : Epoch + (SecondsOfDay * vector[row].Days),
        RayVector<RayTime> vector => row => vector.IsNull(row) ? double.NaN : vector[row].Milliseconds / 1e3,
        RayVector<RayTimestamp> vector => row =>
            vector.IsNull(row) ? double.NaN : Epoch + (vector[row].Nanoseconds / 1e9),
        RayVector<RayTimespan> vector => row => vector.IsNull(row) ? double.NaN : vector[row].Nanoseconds / 1e9,
        _ => null,
    };

    /// <summary>Whether a column holds days or moments.</summary>
    public static bool IsTime(RayObject column) => column is RayVector<RayDate> or RayVector<RayTimestamp>;
}
