using Rayforce.Rayfall.Kernels;
using Rayforce.Rayfall.Types;

namespace Rayforce.Rayfall.Builtins;

/// <summary>Two tables that are joined, and the columns that are their keys.</summary>
internal sealed class Join
{
    private readonly int[] _names;

    /// <param name="left">The left table.</param>
    /// <param name="right">The right one.</param>
    /// <param name="names">The names of the keys.</param>
    public Join(TableValue left, TableValue right, int[] names)
    {
        (Left, Right, _names) = (left, right, names);
        LeftKeys = Array.ConvertAll(names, left.Find);
        RightKeys = Array.ConvertAll(names, right.Find);
    }

    public TableValue Left { get; }

    public TableValue Right { get; }

    /// <summary>The columns of the keys; nothing where there is none of a name.</summary>
    public Column?[] LeftKeys { get; }

    /// <summary>The same of the right table.</summary>
    public Column?[] RightKeys { get; }

    /// <summary>Which key has a name, or -1.</summary>
    public int IndexOfKey(int name) => Array.IndexOf(_names, name);

    /// <summary>Which rows match; every key has its columns.</summary>
    public KeyMatches Match(Evaluator evaluator)
    {
        var keys = JoinKeys.Of(evaluator, LeftKeys!, RightKeys!);
        var rows = Left.RowCount;
        return new KeyMatches(
            evaluator.Budget, evaluator.Workers, keys.Numbers[..rows], keys.Numbers[rows..], keys.Count);
    }
}
