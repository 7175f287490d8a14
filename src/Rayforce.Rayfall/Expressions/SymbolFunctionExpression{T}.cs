using Rayforce.Rayfall.Bounds;
using Rayforce.Rayfall.Types;

namespace Rayforce.Rayfall.Expressions;

/// <summary>A function of symbols by row, computed once for each symbol that turns up.</summary>
internal sealed class SymbolFunctionExpression<T> : RowExpression<T>
    where T : unmanaged
{
    private readonly RowExpression<int> _source;
    private readonly TextFunction<T> _function;
    private readonly Symbols _symbols;
    private readonly T[] _results;
    private readonly bool[] _isKnown;

    public SymbolFunctionExpression(
        RowExpression<int> source, TextFunction<T> function, Symbols symbols, Budget budget)
    {
        (_source, _function, _symbols) = (source, function, symbols);
        budget.Charge(symbols.SharedCount, function.Elements.Width + 1);
        _results = LargeArray.Allocate<T>(symbols.SharedCount);
        _isKnown = new bool[symbols.SharedCount];
    }

    public override ElementType<T> Elements => _function.Elements;

    public override bool HasNulls => _function.MakesNulls(_source.HasNulls);

    public override string Describe(Symbols symbols) => $"({_function.Name} {_source.Describe(symbols)})";

    public override void Write(in Block block, Span<T> target)
    {
        var ids = _source.Read(block);
        for (var i = 0; i < ids.Length; i++)
        {
            var id = ids[i];
            target[i] = (uint)id < (uint)_isKnown.Length && Volatile.Read(ref _isKnown[id]) ? _results[id] : Learn(id);
        }
    }

    /// <summary>Workers that learn the same symbol at once write the same.</summary>
    private T Learn(int id)
    {
        var result = _function.Of(_symbols.Utf8(id));
        if ((uint)id < (uint)_isKnown.Length)
        {
            _results[id] = result;
            Volatile.Write(ref _isKnown[id], true);
        }

        return result;
    }
}
