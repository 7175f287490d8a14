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
    private readonly int _shared;

    // Those of the interpreter, then the request's own that there are by now.
    private readonly T[] _results;
    private readonly bool[] _isKnown;

    public SymbolFunctionExpression(
        RowExpression<int> source, TextFunction<T> function, Symbols symbols, Budget budget)
    {
        (_source, _function, _symbols) = (source, function, symbols);
        _shared = symbols.SharedCount;
        var count = _shared + symbols.OwnCount;
        budget.Charge(count, function.Elements.Width + 1);
        _results = LargeArray.Allocate<T>(count);
        _isKnown = new bool[count];
    }

    public override ElementType<T> Elements => _function.Elements;

    public override bool HasNulls => _function.MakesNulls(_source.HasNulls);

    public override string Describe(Symbols symbols) => $"({_function.Name} {_source.Describe(symbols)})";

    public override void Write(in Block block, Span<T> target)
    {
        var ids = _source.Read(block);
        for (var i = 0; i < ids.Length; i++)
        {
            var place = PlaceOf(ids[i]);
            target[i] = (uint)place < (uint)_isKnown.Length && Volatile.Read(ref _isKnown[place])
                ? _results[place]
                : Learn(ids[i]);
        }
    }

    private int PlaceOf(int id) => Symbols.IsOwn(id) ? _shared + ~id : id;

    /// <summary>Workers that learn the same symbol at once write the same.</summary>
    private T Learn(int id)
    {
        var result = _function.Of(_symbols.Utf8(id));
        var place = PlaceOf(id);
        if ((uint)place < (uint)_isKnown.Length)
        {
            _results[place] = result;
            Volatile.Write(ref _isKnown[place], true);
        }

        return result;
    }
}
