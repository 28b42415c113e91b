using System.Globalization;

namespace SweepCluster.Tests.Servers;

/// <summary>A PostgreSQL server with its own data, in which everybody who reaches its port is the superuser <c>sweep</c>.</summary>
public sealed class PostgresServer : TestServer
{
    private const string User = "sweep";
    private const int StatusLine = 7;

    private readonly string _programs = FindPrograms();

    private PostgresServer(ServerPlace? place)
        : base("postgres", place)
    {
    }

    protected override IEnumerable<string> Command =>
    [
        .. AsOrdinaryUser,
        Program("postgres"),
        "-D", Data,
        "-p", Port.ToString(CultureInfo.InvariantCulture),
        "-c", $"listen_addresses={Address}",
        "-c", $"unix_socket_directories={Folder}",
        "-c", "fsync=on",
        "-c", "shared_buffers=32MB",
        "-c", "dynamic_shared_memory_type=mmap",
    ];

    /// <summary>SIGINT: the "fast" shutdown, which ends sessions instead of waiting for them.</summary>
    protected override int StopSignal => 2;

    private string Data => Path.Combine(Folder, "data");

    /// <summary>PostgreSQL refuses to be run by root.</summary>
    private static string[] AsOrdinaryUser => Environment.IsPrivilegedProcess
        ? ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"]
        : [];

    /// <summary>A server with empty data, started.</summary>
    /// <param name="place">Where; null for loopback and a temporary folder.</param>
    public static async Task<PostgresServer> StartNewAsync(ServerPlace? place = null)
    {
        var server = new PostgresServer(place);
        try
        {
            await server.CreateDataAsync();
            await server.StartOnFreePortAsync();
            return server;
        }
        catch (InvalidOperationException)
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>Npgsql's connection string for a database of this server.</summary>
    public string ConnectionString(string database) =>
        string.Create(CultureInfo.InvariantCulture, $"Host={Address};Port={Port};Database={database};Username={User}");

    /// <summary>Creates an empty database.</summary>
    public Task CreateDatabaseAsync(string name) => RunAsync(Client("createdb", name));

    /// <summary>Ends a database's sessions and deletes it.</summary>
    public Task DropDatabaseAsync(string name) => RunAsync(Client("dropdb", "--force", name));

    /// <summary>Writes a database as SQL into a file, as it is at one instant, while others go on writing.</summary>
    public Task DumpAsync(string database, string file) => RunAsync(Client("pg_dump", "--no-owner", "--inserts", "--file", file, database));

    /// <summary>Runs the SQL of a file in a database, all of it or nothing.</summary>
    public Task RestoreAsync(string database, string file) => RunAsync(
        Client("psql", "--no-psqlrc", "--quiet", "--single-transaction", "--set", "ON_ERROR_STOP=1", "--file", file, database));

    /// <summary>The file in which the server tells <c>pg_ctl</c> that it is ready also names its process, so that it is surely this one.</summary>
    protected override async Task<bool> IsReadyAsync()
    {
        try
        {
            var lines = await File.ReadAllLinesAsync(Path.Combine(Data, "postmaster.pid"));
            return lines.Length > StatusLine
                && lines[0].Trim() == ProcessId.ToString(CultureInfo.InvariantCulture)
                && lines[StatusLine].Trim() == "ready";
        }
        catch (FileNotFoundException)
        {
            return false;
        }
    }

    private async Task CreateDataAsync()
    {
        if (Environment.IsPrivilegedProcess)
        {
            await RunAsync(["chown", "postgres:postgres", Folder]);
        }

        await RunAsync(
            [.. AsOrdinaryUser, Program("initdb"), "--no-sync", "--auth=trust", $"--username={User}", "--encoding=UTF8", "--no-locale", "-D", Data]);
        await File.AppendAllTextAsync(Path.Combine(Data, "pg_hba.conf"), $"host all all {Address}/24 trust\n");
    }

    private string[] Client(string program, params string[] arguments) =>
        [Program(program), "-h", Address, "-p", Port.ToString(CultureInfo.InvariantCulture), "-U", User, .. arguments];

    private string Program(string name) => Path.Combine(_programs, name);

    private static string FindPrograms()
    {
        const string Versions = "/usr/lib/postgresql";
        var found = Directory.Exists(Versions)
            ? Directory.GetDirectories(Versions).Select(version => Path.Combine(version, "bin")).Where(HasServer).Order().LastOrDefault()
            : null;
        return found ?? throw new InvalidOperationException(
            $"There is no PostgreSQL server in {Versions}; scripts/setup.sh --tests installs one.");
    }

    private static bool HasServer(string folder) => File.Exists(Path.Combine(folder, "initdb"));
}
