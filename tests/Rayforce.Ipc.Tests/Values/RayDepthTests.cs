namespace Rayforce.Values;

/// <summary>An object nests 512 deep, so that nothing that walks it runs out of stack.</summary>
public sealed class RayDepthTests
{
    public static TheoryData<string, Func<RayObject, RayObject>> Kinds => new()
    {
        { "list", static inner => new RayList(inner) },
        { "wrapped list", static inner => RayList.Wrap([inner]) },
        { "dict", static inner => Dict(inner) },
        { "dict of keys", static inner => DictOfKeys(inner) },
        { "lambda", static inner => new RayLambda(new RaySymbolVector("x"), inner) },
    };

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Every_kind_nests_512_deep_and_no_deeper(string kind, Func<RayObject, RayObject> wrap)
    {
        Assert.NotEmpty(kind);
        var (value, same) = (Nest(wrap, RayObject.MaxDepth), Nest(wrap, RayObject.MaxDepth));

        Assert.True(value.Equals(same));
        Assert.Equal(value.GetHashCode(), same.GetHashCode());
        Assert.NotEmpty(value.ToString());
        Assert.NotEmpty(value.ToRayfall());
        Assert.Equal(
            "The object is nested more than 512 deep.",
            Assert.ThrowsAny<ArgumentException>(() => wrap(value)).Message);
        Assert.ThrowsAny<ArgumentException>(() => Nest(wrap, 20_000));
    }

    [Fact]
    public void A_table_counts_too()
    {
        var names = new RaySymbolVector("a");
        var column = new RayList(Nest(static inner => new RayList(inner), RayObject.MaxDepth - 3));

        Assert.NotEmpty(new RayTable(names, new RayList(column)).ToRayfall());
        Assert.ThrowsAny<ArgumentException>(() => new RayTable(names, new RayList(new RayList(column))));
    }

    [Fact]
    public void A_value_that_holds_the_same_one_twice_is_measured_once()
    {
        RayObject value = new RayList();
        for (var depth = 1; depth < RayObject.MaxDepth - 1; depth += 2)
            value = new RayDict(new RayList(value), new RayList(value));
        Assert.ThrowsAny<ArgumentException>(() => new RayDict(new RayList(value), new RayList(value)));
    }

    [Fact]
    public void A_closure_takes_three_levels()
    {
        RayObject value = new RayLambda(new RaySymbolVector(), new RayList());
        for (var closures = 0; closures < 170; closures++)
            value = Closure(value);
        Assert.NotEmpty(value.ToString());
        Assert.ThrowsAny<ArgumentException>(() => Closure(value));

        static RayLambda Closure(RayObject captured) => new(
            new RaySymbolVector(), new RayList(), new RayDict(new RaySymbolVector("k"), new RayList(captured)));
    }

    [Fact]
    public void Half_a_MiB_of_stack_is_enough_for_what_nests_512_deep()
    {
        object nested = 1;
        for (var depth = 1; depth < RayObject.MaxDepth; depth++)
            nested = new List<object?> { nested };
        Exception? failure = null;
        var thread = new Thread(
            () =>
            {
                try
                {
                    var value = RayConvert.ToRay(nested);
                    var dict = Nest(Dict, RayObject.MaxDepth);
                    Assert.NotEmpty(value.ToString() + value.ToRayfall() + dict.ToString() + dict.ToRayfall());
                    Assert.True(value.Equals(RayConvert.ToRay(nested)));
                    Assert.Equal(dict.GetHashCode(), dict.GetHashCode());
                }
                catch (Exception e) when (e is not OutOfMemoryException)
                {
                    failure = e;
                }
            },
            maxStackSize: 512 * 1024);
        thread.Start();
        thread.Join();
        Assert.Null(failure);
    }

    /// <summary>A dict around a list, and a list around a dict: each is one level.</summary>
    private static RayObject Dict(RayObject inner) =>
        inner is RayList ? new RayDict(new RaySymbolVector("a"), inner) : new RayList(inner);

    private static RayObject DictOfKeys(RayObject inner) =>
        inner is RayList ? new RayDict(inner, new RaySymbolVector("a")) : new RayList(inner);

    private static RayObject Nest(Func<RayObject, RayObject> wrap, int depth)
    {
        RayObject value = 1L;
        for (var i = 1; i < depth; i++)
            value = wrap(value);
        return value;
    }
}
