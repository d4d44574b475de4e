using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Spectre.Console;

namespace Monitor.Cli.Screen;

/// <summary>The state of the whole service on one screen.</summary>
internal static class ClusterScreen
{
    public static JsonSerializerOptions Readable { get; } = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static void Write(JsonNode report, IAnsiConsole console)
    {
        console.WriteLine(Text($"{report["engine"]} · {report["storage"]} · {report["version"]} · {Instant(report["asOf"])}{(Flag(report["simulated"]) ? " · DỮ LIỆU MÔ PHỎNG · simulated" : "")}"));
        WriteMembers(report["members"]?.AsArray(), console);
        WriteTimes(report, console);
        WriteWork(report, console);
        WriteConcerns(report["concerns"]!.AsArray(), console);
    }

    private static void WriteMembers(JsonArray? members, IAnsiConsole console)
    {
        if (members is null)
            return;
        var table = Headed("silo", "địa chỉ · address", "trạng thái · status", "từ · since", "bản · version", "bộ nhớ · memory", "hồ sơ · dossiers", "cơ quan · agencies");
        foreach (var member in members.OfType<JsonNode>())
        {
            var (kinds, answered) = (member["activations"]!.AsArray(), member["figures"] is not null);
            Add(
                table, $"{member["name"]}", $"{member["address"]}", StatusOf(member), Instant(member["since"]), answered ? $"{member["figures"]!["version"]}" : "-",
                answered ? Mebi(member["figures"]!["memoryBytes"]) : "-", Text($"{Living(kinds, "dossier"):N0}"), Text($"{Living(kinds, "agency"):N0}"));
        }

        console.Write(table);
    }

    private static string StatusOf(JsonNode member) => ($"{member["status"]}", member["figures"], Number(member["suspectedBy"])) switch
    {
        ("active", null, _) => "không trả lời · silent",
        ("active", _, > 0 and var others) => $"bị nghi ngờ · suspected by {others}",
        ("active", _, _) => "chạy · active",
        ("dead", _, _) => "đã mất · gone",
        var (status, _, _) => status,
    };

    private static void WriteTimes(JsonNode report, IAnsiConsole console)
    {
        var table = Headed("5 phút qua · last 5 min", "số lần · count", "p50", "p99", "max");
        foreach (var member in (report["members"]?.AsArray() ?? []).Where(member => member!["figures"] is not null))
        {
            var figures = member!["figures"]!;
            Row($"{member["name"]}: hạn lên bảng · deadline counted", figures["deadlineOnBoard"]!);
            Row($"{member["name"]}: cảnh báo đã lưu · rung stored", figures["rungStored"]!);
            Row($"{member["name"]}: ghi · commit{Batch(figures)}", figures["commit"]!);
        }

        Row("bảng này: gửi đi · this board: published", report["board"]!["published"]!);
        Row("bảng này: tới màn hình · this board: to displays", report["board"]!["sent"]!);
        console.Write(table);

        void Row(string name, JsonNode times) => Add(table, name, Text($"{Number(times["count"]):N0}"), Seconds(times["p50Seconds"]), Seconds(times["p99Seconds"]), Seconds(times["maxSeconds"]));
    }

    private static string Batch(JsonNode figures) =>
        Number(figures["commits"]) is > 0 and var commits ? Text($", {(double)Number(figures["writes"]) / commits:0.0} ghi/lần · writes each") : "";

    private static void WriteWork(JsonNode report, IAnsiConsole console)
    {
        var (board, counts, next, work) = (report["board"]!, report["counts"], report["nextMinute"], report["workload"]);
        var connected = Number(board["connected"]) is > 0 and var boards ? Text($"{boards:N0} bảng nối tới silo · boards connected; ") : "";
        Line("bảng · boards", Text($"{connected}bảng này · this one: {Number(board["watched"]):N0} cơ quan được xem · watched, {Number(board["displays"]):N0} màn hình · displays"));
        Line("hồ sơ · dossiers", counts is null ? null : Text($"{Number(counts["open"]):N0} đang mở · open / {Number(counts["dossiers"]):N0}, {Number(counts["events"]):N0} sự kiện · events"));
        Line("phút tới · next minute", next is null ? null : Text($"{(Flag(next["atLeast"]) ? "≥ " : "")}{Number(next["dueSoon"]):N0} sắp đến hạn · due soon, {Number(next["overdue"]):N0} quá hạn · overdue"));
        if (next?["silentSources"] is JsonArray { Count: > 0 } silent)
            Line("nguồn im lặng · silent sources", string.Join(", ", silent.Take(10)));
        Line("cảnh báo · alerts", counts is null ? null : Text($"{Number(counts["openAlerts"]):N0} mở · open; tự kiểm · self-audit: {(work is null ? "?" : Text($"{Number(work["lateRungs"]):N0}"))} bậc bị lỡ · rungs missed"));
        Line("bị từ chối · refused events", counts is null ? null : Text($"{Number(counts["refused"]):N0}"));
        Line("cơ sở dữ liệu · database", work is null ? null : $"{Mebi(work["databaseBytes"])}, còn trống · free: {(work["freeBytes"] is { } free ? Mebi(free) : "không rõ · not known here")}");
        if (work?["busiest"]!.AsArray() is { Count: > 0 } busiest)
        {
            var table = Headed("bận nhất · busiest", "đang mở · open", "thay đổi/phút · changed/min");
            foreach (var agency in busiest.OfType<JsonNode>().Take(5))
                Add(table, $"{agency["agency"]}", Text($"{Number(agency["open"]):N0}"), Text($"{Number(agency["changedLastMinute"]):N0}"));
            console.Write(table);
        }

        void Line(string name, string? said) => console.WriteLine($" {name}: {said ?? "không trả lời · no answer"}");
    }

    private static void WriteConcerns(JsonArray concerns, IAnsiConsole console)
    {
        if (concerns.Count == 0)
            console.WriteLine(" ✓ bình thường · all is well");
        foreach (var concern in concerns.OfType<JsonNode>())
            console.WriteLine($" ▲ {concern["vi"]} · {concern["en"]}  [{concern["code"]}: ops/runbooks/{concern["runbook"]}.md]");
    }

    private static long Living(JsonArray kinds, string kind) => kinds.Where(one => $"{one!["kind"]}" == kind).Sum(one => Number(one!["count"]));

    private static Table Headed(params string[] columns)
    {
        var table = new Table().Border(TableBorder.Simple);
        foreach (var column in columns)
            table.AddColumn(new TableColumn(Markup.Escape(column)).NoWrap());
        return table;
    }

    private static void Add(Table table, params string[] cells) => table.AddRow([.. cells.Select(cell => Markup.Escape(cell))]);

    private static string Seconds(JsonNode? node) => node is null ? "-" : node.GetValue<double>() switch
    {
        < 1 and var less => Text($"{less * 1000:0.#} ms"),
        var more => Text($"{more:0.00} s"),
    };

    private static string Mebi(JsonNode? bytes) => Number(bytes) switch
    {
        >= 1L << 30 and var many => Text($"{many / (double)(1L << 30):0.0} GiB"),
        var few => Text($"{few / (double)(1L << 20):N0} MiB"),
    };

    private static string Instant(JsonNode? node) =>
        node is null ? "-" : node.GetValue<DateTimeOffset>().ToUniversalTime().ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private static bool Flag(JsonNode? node) => node?.GetValue<bool>() ?? false;

    private static long Number(JsonNode? node) => node?.GetValue<long>() ?? 0;

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
