using Rayforce.Ipc;

namespace Rayforce.Values;

public sealed class RayCompoundTests
{
    [Fact]
    public void A_list_holds_objects_and_no_null_references()
    {
        var list = new RayList(1L, "a", RayNull.Instance);
        Assert.Equal((3, (RayObject)"a"), (list.Count, list[1]));
        Assert.Equal(list.Span.ToArray(), list.ToArray());
        Assert.Equal(list, new RayList(1L, "a", RayNull.Instance));
        Assert.NotEqual(list, new RayList(1L, "a"));
        Assert.NotEqual(list, new RayList(1L, "b", RayNull.Instance));
        Assert.Throws<ArgumentException>(() => new RayList(1L, null!));
        Assert.Throws<ArgumentNullException>(() => new RayList((RayObject[])null!));
    }

    [Fact]
    public void A_dict_pairs_keys_with_values()
    {
        var dict = new RayDict(new RaySymbolVector("a"), new RayList(1L));
        Assert.Equal(dict, new RayDict(new RaySymbolVector("a"), new RayList(1L)));
        Assert.NotEqual(dict, new RayDict(new RaySymbolVector("b"), new RayList(1L)));
        Assert.NotEqual(dict, new RayDict(new RaySymbolVector("a"), new RayList(2L)));
        Assert.False(dict.IsAtom);
        Assert.Throws<ArgumentNullException>(() => new RayDict(null!, new RayList()));
        Assert.Throws<ArgumentNullException>(() => new RayDict(new RayList(), null!));
        var uneven = Assert.Throws<ArgumentException>(() => new RayDict(new RaySymbolVector("a"), new RayList()));
        Assert.Contains("There are 0 values for 1 keys.", uneven.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => new RayDict(1L, new RayList(1L)));
        Assert.Throws<ArgumentException>(() => new RayDict(new RayList(1L), 1L));
    }

    [Fact]
    public void A_table_has_as_many_names_as_columns_of_one_length()
    {
        var names = new RaySymbolVector("id", "name");
        var table = new RayTable(names, new RayList(new RayVector<long>(1, 2), new RayStringVector("a", "b")));
        Assert.Equal((2, 2), (table.RowCount, table.Columns.Count));
        Assert.Equal(0, new RayTable(new RaySymbolVector(), new RayList()).RowCount);
        Assert.Throws<ArgumentException>(() => new RayTable(names, new RayList(new RayVector<long>())));
        Assert.Throws<ArgumentException>(() => new RayTable(names, new RayList(new RayVector<long>(), 1L)));
        var uneven = Assert.Throws<ArgumentException>(
            () => new RayTable(names, new RayList(new RayVector<long>(1, 2), new RayVector<long>(1))));
        Assert.Contains("Column 'name' has 1 elements, 'id' has 2.", uneven.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentNullException>(() => new RayTable(null!, new RayList()));
        Assert.Throws<ArgumentNullException>(() => new RayTable(names, null!));
    }

    [Fact]
    public void A_lambda_is_its_parameters_and_its_body()
    {
        var lambda = new RayLambda(new RaySymbolVector("x"), new RayList(1L));
        Assert.Equal(lambda, new RayLambda(new RaySymbolVector("x"), new RayList(1L)));
        Assert.NotEqual(lambda, new RayLambda(new RaySymbolVector("y"), new RayList(1L)));
        Assert.True(lambda.IsAtom);
        var captured = new RayDict(new RaySymbolVector("k"), new RayList(7L));
        var closure = new RayLambda(new RaySymbolVector("x"), new RayList(1L), captured);
        Assert.Equal(captured, closure.Captured);
        Assert.NotEqual(lambda, closure);
        Assert.Null(lambda.Captured);
        Assert.Throws<ArgumentException>(
            () => new RayLambda(new RaySymbolVector(), new RayList(), new RayDict(new RayList(1L), new RayList(1L))));
        Assert.Throws<ArgumentNullException>(() => new RayLambda(null!, lambda));
        Assert.Throws<ArgumentNullException>(() => new RayLambda(lambda, null!));
    }

    [Fact]
    public void A_null_reference_is_not_written()
    {
        Assert.Throws<ArgumentNullException>(() => RaySerializer.SerializeFrame(null!));
        Assert.Throws<ArgumentNullException>(() => RaySerializer.GetPayloadSize(null!));
        Assert.Throws<ArgumentNullException>(() => RaySerializer.SerializeFrame(1L, null!));
    }
}
