namespace Rayforce.Data;

/// <summary>Constants as one vector.</summary>
internal static class SqlVectors
{
    /// <summary>A vector of constants of one type; null where they are of several, or of one that vectors lack.</summary>
    /// <param name="values">The constants; a null for a null.</param>
    /// <param name="mixes">Whether whole numbers go with others.</param>
    public static RayObject? Of(IReadOnlyList<RayObject?> values, bool mixes)
    {
        var types = values.OfType<RayObject>().Select(value => value is RaySymbol ? RayType.String : value.Type)
            .Distinct().ToList();
        return types switch
        {
            [] => new RayVector<long>([.. values.Select(_ => RayAtom<long>.Null.Value)]),
            [RayType.I64] => Of<long>(values),
            [RayType.F64] => Of<double>(values),
            [RayType.Date] => Of<RayDate>(values),
            [RayType.Time] => Of<RayTime>(values),
            [RayType.Timestamp] => Of<RayTimestamp>(values),
            [RayType.Timespan] => Of<RayTimespan>(values),
            [RayType.Guid] => Of<RayGuid>(values),
            [RayType.B8] when values.All(value => value is not null) => Of<bool>(values),
            [RayType.String] => new RaySymbolVector([.. values.Select(Text)]),
            [RayType.I64, RayType.F64] or [RayType.F64, RayType.I64] when mixes => new RayVector<double>(
            [
                .. values.Select(value => value switch
                {
                    null => RayAtom<double>.Null.Value,
                    RayAtom<long> whole => whole.Value,
                    _ => ((RayAtom<double>)value).Value,
                }),
            ]),
            _ => null,
        };
    }

    private static RayVector<T> Of<T>(IEnumerable<RayObject?> values)
        where T : unmanaged =>
        new([.. values.Select(value => value is RayAtom<T> atom ? atom.Value : RayAtom<T>.Null.Value)]);

    private static string Text(RayObject? value) => value switch
    {
        RayString text => text.Value,
        RaySymbol symbol => symbol.Name,
        _ => string.Empty,
    };
}
