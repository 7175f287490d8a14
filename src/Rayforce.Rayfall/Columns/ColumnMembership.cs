using System.Diagnostics.CodeAnalysis;

namespace Rayforce.Rayfall;

/// <summary>Which elements of a column are among those of another one of its type, without an object of each.</summary>
internal static class ColumnMembership
{
    /// <summary>The mask, or nothing where the types are not of one kind.</summary>
    public static RayVector<bool>? Apply(Evaluation evaluation, RayObject value, RayObject set)
    {
        if (value is not RayVector column || set is not RayVector members || column.Type != members.Type)
            return null;
        evaluation.Budget.Charge(column.Count, RayType.B8);
        if (column is RayTextVector texts)
            return Texts(evaluation, texts, (RayTextVector)members);
        return Atoms.IsDecimal(column.Type) || column is RayVector<RayGuid>
            ? null
            : Integers(evaluation, column, members);
    }

    private static RayVector<bool> Integers(Evaluation evaluation, RayVector column, RayVector members)
    {
        var known = new HashSet<long>();
        Columns.EachInt64(evaluation, members, block =>
        {
            foreach (var value in block)
                known.Add(value);
        });
        var result = new bool[column.Count];
        var filled = 0;
        Columns.EachInt64(evaluation, column, block =>
        {
            foreach (var value in block)
                result[filled++] = known.Contains(value);
        });
        return RayVector<bool>.Wrap(result);
    }

    private static RayVector<bool> Texts(Evaluation evaluation, RayTextVector column, RayTextVector members)
    {
        var known = new HashSet<byte[]>(new Utf8Comparer());
        for (var i = 0; i < members.Count; i++)
            known.Add(members.GetUtf8(i).ToArray());
        var lookup = known.GetAlternateLookup<ReadOnlySpan<byte>>();
        var result = new bool[column.Count];
        for (var i = 0; i < result.Length; i++)
        {
            if (i % Blocks.Size == 0)
                evaluation.Budget.Check();
            result[i] = lookup.Contains(column.GetUtf8(i));
        }

        return RayVector<bool>.Wrap(result);
    }

    private sealed class Utf8Comparer
        : IEqualityComparer<byte[]>, IAlternateEqualityComparer<ReadOnlySpan<byte>, byte[]>
    {
        public bool Equals(byte[]? x, byte[]? y) => x.AsSpan().SequenceEqual(y);

        public int GetHashCode([DisallowNull] byte[] value) => GetHashCode(value.AsSpan());

        public bool Equals(ReadOnlySpan<byte> alternate, byte[] other) => alternate.SequenceEqual(other);

        public int GetHashCode(ReadOnlySpan<byte> alternate)
        {
            var hash = new HashCode();
            hash.AddBytes(alternate);
            return hash.ToHashCode();
        }

        public byte[] Create(ReadOnlySpan<byte> alternate) => alternate.ToArray();
    }
}
