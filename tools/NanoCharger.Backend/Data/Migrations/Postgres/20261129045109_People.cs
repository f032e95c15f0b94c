using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace NanoCharger.Backend.Data.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class People : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "address",
                table: "houses",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "currency",
                table: "houses",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "market",
                table: "houses",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "seller",
                table: "houses",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "tax_number",
                table: "houses",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "zone",
                table: "houses",
                type: "text",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "changes",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    tenant_id = table.Column<long>(type: "bigint", nullable: true),
                    at_ms = table.Column<long>(type: "bigint", nullable: false),
                    person_id = table.Column<long>(type: "bigint", nullable: true),
                    kind = table.Column<string>(type: "text", nullable: false),
                    subject = table.Column<string>(type: "text", nullable: true),
                    before = table.Column<string>(type: "text", nullable: true),
                    after = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_changes", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "people",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    name = table.Column<string>(type: "text", nullable: false),
                    language = table.Column<string>(type: "text", nullable: true),
                    locked_until_ms = table.Column<long>(type: "bigint", nullable: true),
                    totp_key = table.Column<string>(type: "text", nullable: true),
                    totp_step = table.Column<long>(type: "bigint", nullable: false),
                    recovery_codes = table.Column<string>(type: "text", nullable: false),
                    added_ms = table.Column<long>(type: "bigint", nullable: false),
                    user_name = table.Column<string>(type: "text", nullable: true),
                    normalized_user_name = table.Column<string>(type: "text", nullable: true),
                    email = table.Column<string>(type: "text", nullable: true),
                    normalized_email = table.Column<string>(type: "text", nullable: true),
                    password_hash = table.Column<string>(type: "text", nullable: true),
                    security_stamp = table.Column<string>(type: "text", nullable: true),
                    concurrency_stamp = table.Column<string>(type: "text", nullable: true),
                    access_failed_count = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_people", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "web_keys",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    text = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_web_keys", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "links",
                columns: table => new
                {
                    hash = table.Column<string>(type: "text", nullable: false),
                    kind = table.Column<int>(type: "integer", nullable: false),
                    person_id = table.Column<long>(type: "bigint", nullable: true),
                    mail = table.Column<string>(type: "text", nullable: true),
                    role = table.Column<int>(type: "integer", nullable: true),
                    tenant_id = table.Column<long>(type: "bigint", nullable: true),
                    by_person_id = table.Column<long>(type: "bigint", nullable: true),
                    expires_ms = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_links", x => x.hash);
                    table.ForeignKey(
                        name: "FK_links_people_person_id",
                        column: x => x.person_id,
                        principalTable: "people",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "memberships",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    person_id = table.Column<long>(type: "bigint", nullable: false),
                    tenant_id = table.Column<long>(type: "bigint", nullable: true),
                    role = table.Column<int>(type: "integer", nullable: false),
                    blocked_ms = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_memberships", x => x.id);
                    table.CheckConstraint("memberships_tenant", "(role = 1) = (tenant_id IS NULL)");
                    table.ForeignKey(
                        name: "FK_memberships_people_person_id",
                        column: x => x.person_id,
                        principalTable: "people",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_memberships_tenants_tenant_id",
                        column: x => x.tenant_id,
                        principalTable: "tenants",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "IX_changes_tenant_id_id",
                table: "changes",
                columns: new[] { "tenant_id", "id" });

            migrationBuilder.CreateIndex(
                name: "IX_links_person_id",
                table: "links",
                column: "person_id");

            migrationBuilder.CreateIndex(
                name: "IX_memberships_person_id_tenant_id_role",
                table: "memberships",
                columns: new[] { "person_id", "tenant_id", "role" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_memberships_tenant_id",
                table: "memberships",
                column: "tenant_id");

            migrationBuilder.CreateIndex(
                name: "IX_people_normalized_user_name",
                table: "people",
                column: "normalized_user_name",
                unique: true);
            migrationBuilder.Sql(AppendOnly.OnPostgres("changes"));
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "changes");

            migrationBuilder.DropTable(
                name: "links");

            migrationBuilder.DropTable(
                name: "memberships");

            migrationBuilder.DropTable(
                name: "web_keys");

            migrationBuilder.DropTable(
                name: "people");

            migrationBuilder.DropColumn(
                name: "address",
                table: "houses");

            migrationBuilder.DropColumn(
                name: "currency",
                table: "houses");

            migrationBuilder.DropColumn(
                name: "market",
                table: "houses");

            migrationBuilder.DropColumn(
                name: "seller",
                table: "houses");

            migrationBuilder.DropColumn(
                name: "tax_number",
                table: "houses");

            migrationBuilder.DropColumn(
                name: "zone",
                table: "houses");
        }
    }
}
